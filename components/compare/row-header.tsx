/** The first cell of a row: a request, and where in the plan it is. */
export function RowHeader({ name, where }: { name: string; where: readonly string[] }) {
  const place = where.filter(Boolean).join(' · ');
  return (
    <th
      scope="row"
      className="min-w-28 max-w-72 py-1.5 pr-3 pl-4 text-left align-top font-normal sm:min-w-36"
    >
      <div className="break-words font-medium">{name}</div>
      {place ? <div className="break-words text-muted text-xs">{place}</div> : null}
    </th>
  );
}
