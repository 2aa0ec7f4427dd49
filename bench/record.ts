import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { samplePlan } from '../lib/plan/sample-plan.ts';
import { readIndex } from '../lib/record/record-index.ts';
import { RecordReader } from '../lib/record/record-reader.ts';
import { RecordWriter } from '../lib/record/record-writer.ts';
import { runCurves } from '../lib/record/run-curves.ts';
import { runHeatmap } from '../lib/record/run-heatmap.ts';
import { runSpectrum } from '../lib/record/run-spectrum.ts';
import { runWindow } from '../lib/record/run-window.ts';
import { RandomSnapshots } from '../lib/record/testing/random-snapshots.ts';
import type { Snapshot } from '../lib/run/snapshot.ts';
import { FileSink, readAt } from '../lib/server/records/file-sink.ts';
import { nodeCompression } from '../lib/server/records/node-compression.ts';
import { median } from './statistics.ts';

/**
 * The record of a long run: its size, the CPU that writing it takes, and how long windows of it take. `--hours 8` and
 * `--rates 100,300,1000,5000` (requests per second over all 30 endpoints) may be changed.
 */

const SERIES = 30;
/** So many seconds differ; then they come again, since making them up costs far more than writing them. */
const DISTINCT = 600;

function option(name: string, standard: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? standard : (process.argv[at + 1] ?? standard);
}

const seconds = Math.round(Number(option('hours', '8')) * 3600);
const rates = option('rates', '100,300,1000,5000').split(',').map(Number);
const series = Array.from({ length: SERIES }, (_, index) => ({
  scenario: 'all',
  group: '',
  name: `GET /endpoint/${index}`,
}));

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function write(
  path: string,
  made: readonly Snapshot[],
): Promise<{ cpuPercent: number; longestMs: number }> {
  const sink = await FileSink.create(path, `${path}.tail`);
  const header = { runId: 'bench', startedAt: new Date(0).toISOString(), series, scenarios: ['all'] };
  const writer = await RecordWriter.start(sink, header, nodeCompression);
  const before = cpuMs();
  let longestMs = 0;
  for (let second = 0; second < seconds; second++) {
    const snapshot = made[second % made.length];
    if (!snapshot) continue;
    const began = performance.now();
    await writer.add({ ...snapshot, second }, series);
    longestMs = Math.max(longestMs, performance.now() - began);
  }
  await writer.finish();
  const cpuPercent = ((cpuMs() - before) / (seconds * 1000)) * 100;
  await sink.close(true);
  return { cpuPercent, longestMs };
}

type Cost = { wallMs: number; cpuMs: number };

/** Medians of seven. On a busy machine CPU time says more: the rest is waiting for others. */
async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const rounds: Cost[] = [];
  for (let round = 0; round < 7; round++) {
    const [began, before] = [performance.now(), cpuMs()];
    await work();
    rounds.push({ wallMs: performance.now() - began, cpuMs: cpuMs() - before });
  }
  return {
    wallMs: median(rounds.map((one) => one.wallMs)),
    cpuMs: median(rounds.map((one) => one.cpuMs)),
  };
}

const PLAN = samplePlan({ thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<500' }] });
const RUN = { plan: PLAN, environment: { maxRequestsPerSecond: 1e6 } };

/** What is asked of a record, as the run page asks it: all figures of a stretch, and what its charts draw. */
async function read(path: string): Promise<Record<string, Cost>> {
  const file = await open(path, 'r');
  const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
  const { size } = await file.stat();
  const reader = new RecordReader(await readIndex(source, size), source, nodeCompression);
  const half = Math.floor(seconds / 2);
  const whole = { from: 0, to: seconds };
  // Cut where no roll-up ends, so that the most has to be read.
  const ragged = { from: 301, to: seconds - 299 };
  const hour = { from: half + 7, to: Math.min(seconds, half + 3601) };
  const three = { series: new Set([3, 4, 5]) };
  const found = {
    'opened (its index)': await timed(() => readIndex(source, size)),
    'figures of the whole run': await timed(() => runWindow(reader, RUN, whole)),
    'figures of all but its ends, off every roll-up': await timed(() => runWindow(reader, RUN, ragged)),
    'figures of an hour': await timed(() => runWindow(reader, RUN, hour)),
    'the same, of 3 requests': await timed(() => runWindow(reader, RUN, hour, three)),
    'figures of a minute': await timed(() => runWindow(reader, RUN, { from: half + 5, to: half + 65 })),
    'percentiles of the whole run': await timed(() => runSpectrum(reader, ragged, 'responseTime')),
    'whole run, a point a minute': await timed(() => runCurves(reader, whole, 60)),
    'whole run, a heatmap column a minute': await timed(() => runHeatmap(reader, whole, 60, 'responseTime')),
    'the same curves, of 3 requests': await timed(() => runCurves(reader, whole, 60, three)),
    'two hours, a point every 15 s': await timed(() =>
      runCurves(reader, { from: half, to: Math.min(seconds, half + 7200) }, 15),
    ),
    'fifteen minutes, a point a second': await timed(() =>
      runCurves(reader, { from: half, to: Math.min(seconds, half + 900) }, 1),
    ),
  };
  await file.close();
  return found;
}

const table: string[][] = [];
const tell = (name: string, at: number, value: string) => {
  const row = table.find(([own]) => own === name) ?? [name];
  if (!table.includes(row)) table.push(row);
  row[at + 1] = value;
};
for (const [at, rate] of rates.entries()) {
  const random = new RandomSnapshots(crc32(`rate ${rate}`), { series: SERIES, requestsPerSecond: rate });
  const made = Array.from({ length: DISTINCT }, (_, second) => random.second(second));
  const path = join(folder, `${rate}.rec`);
  const { cpuPercent, longestMs } = await write(path, made);
  tell('size', at, `${(statSync(path).size / 1e6).toFixed(1)} MB`);
  tell('writing', at, `${cpuPercent.toFixed(2)} % of a core`);
  tell('longest write of a second', at, `${longestMs.toFixed(0)} ms`);
  for (const [name, { wallMs, cpuMs: cpu }] of Object.entries(await read(path)))
    tell(name, at, `${wallMs.toFixed(0)} ms (CPU ${cpu.toFixed(0)})`);
  rmSync(path);
  console.log(`${rate} requests/s: ${table.map((row) => `${row[0]} ${row[at + 1]}`).join('; ')}`);
}
console.log(`\n${seconds / 3600} hours, ${SERIES} endpoints; medians of seven\n`);
console.log(`| | ${rates.map((rate) => `${rate} requests/s`).join(' | ')} |`);
console.log(`|---|${rates.map(() => '--:').join('|')}|`);
for (const row of table) console.log(`| ${row.join(' | ')} |`);
