import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readIndex } from '../lib/record/record-index.ts';
import { RecordReader } from '../lib/record/record-reader.ts';
import { RecordWriter } from '../lib/record/record-writer.ts';
import { RandomSnapshots } from '../lib/record/testing/random-snapshots.ts';
import type { Snapshot } from '../lib/run/snapshot.ts';
import { FileSink, readAt } from '../lib/server/records/file-sink.ts';
import { nodeCompression } from '../lib/server/records/node-compression.ts';

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

/** Median of five, milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

async function read(path: string): Promise<Record<string, number>> {
  const file = await open(path, 'r');
  const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
  const { size } = await file.stat();
  const openMs = await timed(() => readIndex(source, size));
  const reader = new RecordReader(await readIndex(source, size), source, nodeCompression);
  const latencies = ['responseTime', 'serviceTime', 'sendDelay'] as const;
  const half = Math.floor(seconds / 2);
  const one = { series: new Set([3, 4, 5]) };
  const found = {
    'open ms': openMs,
    'whole ms': await timed(() => reader.window({ from: 0, to: seconds })),
    'worst ms': await timed(() => reader.window({ from: 301, to: seconds - 299 })),
    'hour ms': await timed(() => reader.window({ from: half + 7, to: Math.min(seconds, half + 3601) })),
    'curves ms': await timed(() => reader.buckets({ from: 0, to: seconds }, 60, latencies, {}, figures)),
    '2 h by 10 s ms': await timed(() =>
      reader.buckets({ from: half, to: Math.min(seconds, half + 7200) }, 10, latencies, {}, figures),
    ),
    '15 min by 1 s ms': await timed(() =>
      reader.buckets({ from: half, to: Math.min(seconds, half + 900) }, 1, latencies, {}, figures),
    ),
    '3 requests ms': await timed(() => reader.buckets({ from: 0, to: seconds }, 60, latencies, one, figures)),
  };
  await file.close();
  return found;
}

const figures = ({ latencies }: { latencies: readonly { percentile(percent: number): number }[] }) => {
  for (const latency of latencies) for (const percent of [50, 95, 99]) latency.percentile(percent);
};

const rows: Record<string, number | string>[] = [];
for (const rate of rates) {
  const random = new RandomSnapshots(crc32(`rate ${rate}`), { series: SERIES, requestsPerSecond: rate });
  const made = Array.from({ length: DISTINCT }, (_, second) => random.second(second));
  const path = join(folder, `${rate}.rec`);
  const { cpuPercent, longestMs } = await write(path, made);
  const bytes = statSync(path).size;
  const times = await read(path);
  rmSync(path);
  const row = {
    'requests/s': rate,
    MB: (bytes / 1e6).toFixed(1),
    'bytes/s/series': (bytes / seconds / SERIES).toFixed(1),
    'CPU %': cpuPercent.toFixed(2),
    'longest add ms': longestMs.toFixed(0),
    ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, ms.toFixed(0)])),
  };
  rows.push(row);
  console.log(row);
}
console.log(`${seconds / 3600} h, ${SERIES} endpoints:`);
const names = Object.keys(rows[0] ?? {});
console.log(`| ${names.join(' | ')} |\n|${names.map(() => '--:').join('|')}|`);
for (const row of rows) console.log(`| ${names.map((name) => row[name]).join(' | ')} |`);
