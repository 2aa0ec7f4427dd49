// The texts that k6-summary makes of what handleSummary() is given. What the headless runner prints at the end is made here too.

type Metric = {
  type: 'counter' | 'gauge' | 'rate' | 'trend';
  contains: 'default' | 'time' | 'data';
  values: Record<string, number>;
  thresholds?: Record<string, { ok: boolean }> | undefined;
};
type Group = {
  name: string;
  checks: { name: string; passes: number; fails: number }[];
  groups: Group[];
};
export type SummaryData = {
  metrics: Record<string, Metric>;
  root_group: Group;
  options?: { summaryTrendStats?: string[]; summaryTimeUnit?: string; noColor?: boolean };
};
type TextOptions = { indent?: string; enableColors?: boolean; summaryTimeUnit?: string };
type Paint = (color: keyof typeof COLORS, text: string) => string;

const DEFAULT_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];

const MS_PER_UNIT: Record<string, [label: string, ms: number]> = {
  s: ['s', 1_000],
  ms: ['ms', 1],
  us: ['µs', 0.001],
  µs: ['µs', 0.001],
};

const trimmed = (value: number) => String(Number(value.toFixed(2)));

function duration(ms: number, unit: string | undefined): string {
  const fixed = unit ? MS_PER_UNIT[unit] : undefined;
  if (fixed) return `${(ms / fixed[1]).toFixed(2)}${fixed[0]}`;
  if (ms === 0) return '0s';
  if (ms < 0.001) return `${Math.trunc(ms * 1e6)}ns`;
  if (ms < 1) return `${trimmed(Math.trunc(ms * 1e5) / 100)}µs`;
  if (ms < 1_000) return `${trimmed(Math.trunc(ms * 100) / 100)}ms`;
  if (ms < 60_000) return `${trimmed(Math.trunc(ms / 10) / 100)}s`;
  const seconds = Math.trunc(ms / 1_000);
  const hours = Math.trunc(seconds / 3_600);
  return `${hours ? `${hours}h` : ''}${Math.trunc((seconds % 3_600) / 60)}m${seconds % 60}s`;
}

function bytes(count: number): string {
  const sizes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = count;
  let at = 0;
  while (value >= 1_000 && at < sizes.length - 1) {
    value /= 1_000;
    at++;
  }
  return `${value < 10 && at > 0 ? value.toFixed(1) : value.toFixed(0)} ${sizes[at]}`;
}

/** A value in its metric's unit. */
export function humanizeValue(
  value: number,
  metric: Pick<Metric, 'type' | 'contains'>,
  timeUnit?: string,
): string {
  if (metric.type === 'rate') return `${(Math.trunc(value * 10_000) / 100).toFixed(2)}%`;
  if (metric.contains === 'data') return bytes(value);
  if (metric.contains === 'time') return duration(value, timeUnit);
  return String(Number(value.toFixed(6)));
}

/** The cells of a metric's line: those of trends are columns of their own. */
function cellsOf(metric: Metric, timeUnit: string | undefined, stats: readonly string[]): string[] {
  const { values } = metric;
  const shown = (value = 0) => humanizeValue(value, metric, timeUnit);
  switch (metric.type) {
    case 'counter':
      return [shown(values.count), `${shown(values.rate)}/s`];
    case 'gauge':
      return [shown(values.value), `min=${shown(values.min)}`, `max=${shown(values.max)}`];
    case 'rate':
      return [shown(values.rate), `✓ ${values.passes}`, `✗ ${values.fails}`];
    default:
      return stats.map((stat) => `${stat}=${stat === 'count' ? values[stat] : shown(values[stat])}`);
  }
}

const COLORS = { green: '\u001b[32m', red: '\u001b[31m', cyan: '\u001b[36m', faint: '\u001b[2m' };

const painter =
  (enabled: boolean): Paint =>
  (color, text) =>
    enabled ? `${COLORS[color]}${text}\u001b[0m` : text;

function groupLines(group: Group, indent: string, paint: Paint): string[] {
  const lines: string[] = [];
  const inner = group.name === '' ? indent : `${indent}  `;
  if (group.name !== '') lines.push(`${indent}█ ${group.name}`, '');
  for (const check of group.checks) {
    if (check.fails === 0) {
      lines.push(paint('green', `${inner}✓ ${check.name}`));
      continue;
    }
    const share = Math.floor((100 * check.passes) / (check.passes + check.fails));
    lines.push(paint('red', `${inner}✗ ${check.name}`));
    lines.push(paint('red', `${inner} ↳  ${share}% — ✓ ${check.passes} / ✗ ${check.fails}`));
  }
  if (group.checks.length > 0) lines.push('');
  for (const one of group.groups) lines.push(...groupLines(one, inner, paint));
  return lines;
}

/** Sub-metrics stand behind the metric that they are part of. */
function inOrder(one: string, other: string): number {
  const [first = '', second = ''] = [one.split('{')[0], other.split('{')[0]];
  return first === second ? one.localeCompare(other) : first.localeCompare(second);
}

function metricLines(data: SummaryData, indent: string, paint: Paint, timeUnit?: string): string[] {
  const stats = data.options?.summaryTrendStats ?? DEFAULT_STATS;
  const unit = timeUnit || data.options?.summaryTimeUnit;
  const widths = { trend: [] as number[], other: [] as number[] };
  const rows = Object.keys(data.metrics)
    .sort(inOrder)
    .flatMap((name) => {
      const metric = data.metrics[name];
      if (!metric) return [];
      const outcomes = Object.values(metric.thresholds ?? {}).map(({ ok }) => ok);
      const mark =
        outcomes.length === 0 ? ' ' : outcomes.every(Boolean) ? paint('green', '✓') : paint('red', '✗');
      const brace = name.indexOf('{');
      const title = brace < 0 ? name : `{ ${name.slice(brace + 1, -1)} }`;
      const cells = cellsOf(metric, unit, stats);
      const columns = metric.type === 'trend' ? widths.trend : widths.other;
      cells.forEach((cell, at) => {
        columns[at] = Math.max(columns[at] ?? 0, cell.length);
      });
      return [{ mark, title, cells, columns, shift: brace < 0 ? '' : '  ' }];
    });
  const width = 3 + Math.max(0, ...rows.map(({ title, shift }) => title.length + shift.length));
  return rows.map(({ mark, title, cells, columns, shift }) => {
    const padded = cells.map((cell, at) => paint('cyan', cell.padEnd(columns[at] ?? 0))).join(' ');
    const dots = '.'.repeat(width - title.length - shift.length);
    return `${indent}${shift}${mark} ${title}${paint('faint', `${dots}:`)} ${padded}`.trimEnd();
  });
}

/** The summary of a run as text. */
export function textSummary(
  data: SummaryData,
  { indent = ' ', enableColors = true, summaryTimeUnit }: TextOptions = {},
): string {
  const paint = painter(enableColors);
  const checks = groupLines(data.root_group, `${indent}    `, paint);
  return [...checks, ...metricLines(data, `${indent}  `, paint, summaryTimeUnit)].join('\n');
}

export const generateTextSummary = textSummary;

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const xml = (text: string) => String(text).replace(/[&<>"']/g, (sign) => XML[sign] ?? sign);

/** The thresholds of a run as test cases of JUnit. */
export function jUnit(
  data: SummaryData,
  { name = 'k6 thresholds', classname = 'Unnamed folder' }: { name?: string; classname?: string } = {},
): string {
  const cases: string[] = [];
  let failures = 0;
  for (const [metricName, metric] of Object.entries(data.metrics)) {
    for (const [threshold, { ok }] of Object.entries(metric.thresholds ?? {})) {
      const title = xml(`${metricName} - ${threshold}`);
      const open = `<testcase name="${title}" classname="${xml(classname)}"`;
      if (ok) cases.push(`${open} />`);
      else {
        failures++;
        cases.push(`${open}><failure message="failed" /></testcase>`);
      }
    }
  }
  const counts = `tests="${cases.length}" failures="${failures}"`;
  return `<?xml version="1.0"?>\n<testsuites ${counts}>\n<testsuite name="${xml(name)}" ${counts}>${cases.map((one) => `\n${one}`).join('')}\n</testsuite>\n</testsuites>`;
}
