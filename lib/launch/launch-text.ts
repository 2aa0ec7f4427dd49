import { beyondInWords, loadWithUnit } from '../capacity/words.ts';
import { formatMs, formatPercent, formatRate } from '../format/format.ts';
import { textTable } from '../report/text-table.ts';
import { wrapped } from '../report/wrapped.ts';
import { type LaunchLevel, type LaunchRehearsal, launchReport, PART_NAMES } from './report.ts';

/** What a level measured; null of the search, which has many levels of its own. */
const figuresOf = ({ part, run }: LaunchLevel) => (part === 'capacity' ? null : run.figures);

/** The cells of a level, in the order of LEVEL_TITLES. */
export function levelCells({ unit }: Pick<LaunchRehearsal, 'unit'>, level: LaunchLevel): string[] {
  const { part, load, run } = level;
  const figures = figuresOf(level);
  return [
    PART_NAMES[part],
    load === null ? '–' : loadWithUnit(load, unit),
    run.verdict ?? run.status,
    formatRate(figures?.requestsPerSecond),
    ...[formatMs(figures?.p50), formatMs(figures?.p95), formatPercent(figures?.failedRate)],
  ];
}

export const LEVEL_TITLES = ['level', 'load', 'verdict', 'requests', 'p50', 'p95', 'failed'] as const;

/** A rehearsal as the log of a build shows it: the answer, why, and every level. */
export function launchText(launch: LaunchRehearsal): string {
  const { answer, reasons, risks, good } = launchReport(launch);
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.flatMap((line) => wrapped(`- ${line}`, '  ')), ''];
  const rows = launch.levels.map((level) => levelCells(launch, level));
  const table = textTable(
    rows,
    LEVEL_TITLES.map((title, at) => ({
      ...{ title, align: at === 0 || at === 2 ? ('left' as const) : ('right' as const) },
      cell: (cells: string[]) => cells[at] ?? '',
    })),
  );
  const beyond = launch.capacity?.beyond;
  return `${[
    ...wrapped(answer),
    '',
    ...listed('Why not:', reasons),
    ...listed('Risks:', risks),
    ...listed('What holds:', good),
    ...table,
    ...(beyond ? ['', ...wrapped(beyondInWords(beyond, launch.unit))] : []),
  ].join('\n')}\n`;
}
