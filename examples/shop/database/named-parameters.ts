/** `:name` of a statement, but not `::type`. */
const named = /(?<![:\w]):([a-z]\w*)/gi;

/** The statement with `$1`, `$2`… in place of names, and the names in that order. */
export function numbered(sql: string): { text: string; names: string[] } {
  const names: string[] = [];
  const text = sql.replace(named, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}
