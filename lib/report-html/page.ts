import type { CurvePoint } from '../run/window.ts';
import { CHART_SCRIPT } from './chart-script.ts';
import { html, jsonMarkup, Markup } from './markup.ts';

/** The curves of one run in a report. */
export type ReportCurves = { label: string; look: 'baseline' | 'candidate'; points: readonly CurvePoint[] };

export type ReportPage = {
  title: string;
  /** May it ship? In words. */
  answer: string;
  tone: 'good' | 'bad' | 'open';
  /** Under the answer, before the charts, and behind them. */
  facts: Markup;
  evidence: Markup;
  curves: readonly ReportCurves[];
  appendix: Markup;
};

const CHARTS = [
  { id: 'p95', key: 'p95', title: 'Response time p95', unit: 'ms' },
  { id: 'p99', key: 'p99', title: 'Response time p99', unit: 'ms' },
  { id: 'requests', key: 'requestsPerSecond', title: 'Throughput', unit: 'requests per second' },
  { id: 'failed', key: 'failedPerSecond', title: 'Failures', unit: 'failed requests per second' },
  { id: 'users', key: 'vus', title: 'Users', unit: 'virtual users at work' },
];

/** Points that a curve of a report has at most: a file of many hours stays small. */
export const REPORT_POINTS = 480;

/** One file that shows everything without a network, on a screen and on paper. */
export function reportPage({ title, answer, tone, facts, evidence, curves, appendix }: ReportPage): string {
  const data = {
    charts: CHARTS.map(({ id, key }) => ({ id, key })),
    curves: curves.map(({ label, look, points }) => ({
      ...{ label, look },
      points: points.map(({ second, seconds, p95, p99, requests, failed, vus }) => ({
        ...{ from: second, to: second + seconds, p95, p99, vus },
        requestsPerSecond: requests / seconds,
        failedPerSecond: failed / seconds,
      })),
    })),
  };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="answer ${tone}">${answer}</p>
${facts}
${evidence}
<h2>Course</h2>
<p class="hint">By time since the start of each run.<span class="screen"> Point for values, drag for a stretch, double-click for everything.</span></p>
<div class="charts">${CHARTS.map(
    ({ id, title: name, unit }) =>
      html`<figure id="${id}"><figcaption><b>${name}</b> ${unit}</figcaption><div class="legend"></div><svg role="img" aria-label="${name}, ${unit}"></svg></figure>`,
  )}</div>
${appendix}
</main>
<script type="application/json" id="data">${jsonMarkup(data)}</script>
<script>${new Markup(CHART_SCRIPT)}</script>
</body>
</html>
`.text;
}

const STYLE = `
:root { color-scheme: light dark; --text: #1c2024; --muted: #5f6670; --line: #dfe2e6; --bg: #fff; --good: #15803d; --bad: #b91c1c; --accent: #2563eb; }
@media (prefers-color-scheme: dark) { :root { --text: #e8eaed; --muted: #9aa2ad; --line: #33383f; --bg: #14171a; --good: #4ade80; --bad: #f87171; --accent: #60a5fa; } }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 22px; margin: 0 0 12px; } h2 { font-size: 17px; margin: 28px 0 6px; }
.answer { font-size: 20px; font-weight: 600; border-left: 5px solid var(--muted); padding: 8px 14px; margin: 0 0 16px; }
.answer.good { border-color: var(--good); } .answer.bad { border-color: var(--bad); }
.hint, .legend, figcaption { color: var(--muted); font-size: 13px; } figcaption b { color: var(--text); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; } .n { text-align: right; white-space: nowrap; }
.worse, .failed { color: var(--bad); font-weight: 600; } .better, .passed { color: var(--good); font-weight: 600; } .muted { color: var(--muted); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 16px; } figure { margin: 0; min-width: 0; } .legend { min-height: 20px; white-space: pre; overflow: hidden; }
svg { width: 100%; display: block; touch-action: pan-y; cursor: crosshair; user-select: none; } svg * { pointer-events: none; } svg text { font-size: 11px; fill: var(--muted); } .grid { stroke: var(--line); } .cross { stroke: var(--muted); stroke-dasharray: 2 3; } .brush { fill: var(--accent); opacity: .15; }
.findings > li { margin: 0 0 18px; } .findings dl { margin: 6px 0; } .findings pre { margin: 2px 0 8px; max-height: none; } .still { cursor: default; max-width: 480px; }
details { margin-top: 8px; } .why { min-width: 200px; } .one { white-space: nowrap; } .mark { fill: var(--accent); } .curve { fill: none; stroke-width: 1.75; } .curve.baseline { stroke: var(--muted); stroke-dasharray: 5 4; } .curve.candidate { stroke: var(--accent); }
pre { overflow: auto; font-size: 12px; border: 1px solid var(--line); border-radius: 6px; padding: 10px; max-height: 480px; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
@media print { :root { --text: #000; --muted: #444; --line: #bbb; --bg: #fff; --good: #15803d; --bad: #b91c1c; --accent: #1d4ed8; } body { font-size: 11px; } main { max-width: none; padding: 0; } h1 { font-size: 17px; } h2 { font-size: 14px; margin: 18px 0 4px; break-after: avoid; } .answer { font-size: 15px; } table { font-size: 10.5px; } th, td { padding: 2px 8px 2px 0; } td.muted { white-space: nowrap; } .hint, .legend, figcaption { font-size: 10px; } .screen { display: none; } .charts { grid-template-columns: 1fr 1fr; } svg { height: auto; } figure, tr, dl { break-inside: avoid; } h2 + .hint { break-after: avoid; } pre { max-height: none; white-space: pre-wrap; font-size: 9px; } .scroll { overflow: visible; } @page { margin: 14mm; } }
`;
