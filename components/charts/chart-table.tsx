import { formatDurationClock } from '@/lib/format/format.ts';
import type { Curve, Row } from './rows.ts';

/** The same values as the picture, for those who cannot see it or want to copy them. */
export function ChartTable({
  title,
  rows,
  curves,
}: {
  title: string;
  rows: readonly Row[];
  curves: readonly Curve[];
}) {
  const filled = rows.filter(({ values }) => curves.some(({ key }) => (values[key] ?? null) !== null));
  return (
    <section
      className="max-h-52 overflow-auto rounded-md border border-border"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${title}, as a table`}
    >
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{title}</caption>
        <thead className="sticky top-0 bg-surface-2 text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-medium">
              Time
            </th>
            {curves.map(({ key, label }) => (
              <th key={key} scope="col" className="px-3 py-1.5 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ from, at, values }) => (
            <tr key={at} className="border-t border-border">
              <th scope="row" className="whitespace-nowrap px-3 py-1 text-left font-normal text-muted">
                {at - from <= 1
                  ? formatDurationClock(at)
                  : `${formatDurationClock(from)} – ${formatDurationClock(at)}`}
              </th>
              {curves.map(({ key, format }) => {
                const value = values[key] ?? null;
                return (
                  <td key={key} className="px-3 py-1 text-right">
                    {value === null ? '–' : format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
