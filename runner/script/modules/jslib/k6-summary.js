// The texts that k6-summary makes of what handleSummary() is given.

const UNITS = [
  ['s', 1_000],
  ['ms', 1],
  ['µs', 0.001],
];

function duration(ms, unit) {
  const fixed = UNITS.find(([name]) => name === unit || (unit === 'us' && name === 'µs'));
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

const trimmed = (number) => String(Number(number.toFixed(2)));

function bytes(count) {
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
export function humanizeValue(value, metric, timeUnit) {
  if (metric.type === 'rate') return `${(Math.trunc(value * 10_000) / 100).toFixed(2)}%`;
  if (metric.contains === 'data') return bytes(value);
  if (metric.contains === 'time') return duration(value, timeUnit);
  return trimmed(Number(value.toFixed(6)));
}

function valuesOf(metric, timeUnit, columns) {
  const { values } = metric;
  const shown = (value) => humanizeValue(value, metric, timeUnit);
  switch (metric.type) {
    case 'counter':
      return [shown(values.count), `${shown(values.rate)}/s`];
    case 'gauge':
      return [shown(values.value), `min=${shown(values.min)}`, `max=${shown(values.max)}`];
    case 'rate':
      return [shown(values.rate), `✓ ${values.passes}`, `✗ ${values.fails}`];
    default:
      return columns
        .filter((column) => values[column] !== undefined)
        .map((column) => `${column}=${column === 'count' ? values[column] : shown(values[column])}`);
  }
}

const COLORS = { green: '\u001b[32m', red: '\u001b[31m', faint: '\u001b[2m' };

function painter(enabled) {
  return (color, text) => (enabled ? `${COLORS[color]}${text}\u001b[0m` : text);
}

function groupLines(group, indent, paint) {
  const lines = [];
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

function metricLines(data, indent, paint, timeUnit) {
  const columns = data.options?.summaryTrendStats ?? ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];
  const unit = timeUnit ?? data.options?.summaryTimeUnit;
  const rows = Object.keys(data.metrics)
    .sort()
    .map((name) => {
      const metric = data.metrics[name];
      const outcomes = Object.values(metric.thresholds ?? {}).map(({ ok }) => ok);
      const mark =
        outcomes.length === 0 ? ' ' : outcomes.every(Boolean) ? paint('green', '✓') : paint('red', '✗');
      const child = name.includes('{');
      const title = child ? `  { ${name.slice(name.indexOf('{') + 1, -1)} }` : name;
      return { mark, title, values: valuesOf(metric, unit, columns) };
    });
  const titleWidth = Math.max(0, ...rows.map(({ title }) => title.length)) + 3;
  const widths = [];
  for (const { values } of rows) {
    values.forEach((value, at) => {
      widths[at] = Math.max(widths[at] ?? 0, value.length);
    });
  }
  return rows.map(({ mark, title, values }) => {
    const padded = values.map((value, at) => value.padEnd(widths[at])).join(' ');
    return `${indent}${mark} ${title}${paint('faint', `${'.'.repeat(titleWidth - title.length)}:`)} ${padded}`.trimEnd();
  });
}

/** The summary of a run as text. */
export function textSummary(data, { indent = ' ', enableColors = true, summaryTimeUnit = undefined } = {}) {
  const paint = painter(enableColors);
  const checks = groupLines(data.root_group, `${indent}    `, paint);
  return [...checks, ...metricLines(data, `${indent}  `, paint, summaryTimeUnit)].join('\n');
}

export const generateTextSummary = textSummary;

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const xml = (text) => String(text).replace(/[&<>"']/g, (sign) => XML[sign]);

/** The thresholds of a run as test cases of JUnit. */
export function jUnit(data, { name = 'k6 thresholds', classname = 'Unnamed folder' } = {}) {
  const cases = [];
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
