import { loadWithUnit } from '../capacity/words.ts';
import { cell } from '../gate/comparison-markdown.ts';
import { LEVEL_TITLES, levelCells } from './launch-text.ts';
import { type LaunchRehearsal, launchReport, type Readiness } from './report.ts';

const MARKS: Record<Readiness, string> = {
  ...{ ready: '✅', 'ready-with-risks': '⚠️', 'not-ready': '❌', 'going-on': '⏳', incomplete: '❔' },
};

/** A rehearsal as a comment or a page of a wiki. */
export function launchMarkdown(launch: LaunchRehearsal): string {
  const { readiness, answer, reasons, risks, good } = launchReport(launch);
  const { plan, release, environment, peak, unit, settings } = launch;
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`**${title}**`, '', ...lines.map((line) => `- ${cell(line)}`), ''];
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    `### ${MARKS[readiness]} ${cell(answer)}`,
    '',
    cell(
      `${plan.name}${release ? `, release ${release}` : ''}, at ${environment.baseUrl}: expected peak ${loadWithUnit(peak, unit)}, safety factor ${settings.safetyFactor}.`,
    ),
    '',
    ...listed('Why not', reasons),
    ...listed('Risks', risks),
    ...listed('What holds', good),
    row(LEVEL_TITLES),
    '|---|--:|---|--:|--:|--:|--:|',
    ...launch.levels.map((level) => row(levelCells(launch, level))),
    '',
  ].join('\n');
}
