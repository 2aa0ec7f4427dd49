import { formatMs, NONE } from '@/lib/format/format.ts';
import { percentName, type SpectrumPoint } from './spectrum-axis.ts';

/** The same values as the picture. */
export function SpectrumTable({
  title,
  points,
  whole,
}: {
  title: string;
  points: readonly SpectrumPoint[];
  whole: readonly SpectrumPoint[] | undefined;
}) {
  return (
    <section
      className="max-h-52 overflow-auto rounded-md border border-border"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${title} by percentile, as a table`}
    >
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{title} by percentile</caption>
        <thead className="sticky top-0 bg-surface-2 text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-medium">
              Percentile
            </th>
            <th scope="col" className="px-3 py-1.5 text-right font-medium">
              {title}
            </th>
            {whole ? (
              <th scope="col" className="px-3 py-1.5 text-right font-medium">
                Whole run
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {points.map(({ percent, ms }) => (
            <tr key={percent} className="border-t border-border">
              <th scope="row" className="px-3 py-1 text-left font-normal text-muted">
                {percentName(percent)}
              </th>
              <td className="px-3 py-1 text-right">{formatMs(ms)}</td>
              {whole ? <td className="px-3 py-1 text-right">{valueAt(whole, percent)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function valueAt(points: readonly SpectrumPoint[], percent: number): string {
  const found = points.find((point) => point.percent === percent);
  return found ? formatMs(found.ms) : NONE;
}
