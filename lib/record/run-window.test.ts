import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import { msOf } from '../run/latency-figures.ts';
import { initialState, type RunState, reduce, viewOf } from '../run/run-state.ts';
import { seriesOf } from '../run/series.ts';
import { SHOWN_LATENCIES } from '../run/shown-latency.ts';
import type { Snapshot, WorkerHealth } from '../run/snapshot.ts';
import type { RequestFigures } from '../run/summary.ts';
import { RunHeatmap, RunSpectrum, RunWindow } from '../run/window.ts';
import type { RecordReader } from './record-reader.ts';
import { RecordWriter } from './record-writer.ts';
import { runCurves } from './run-curves.ts';
import { heatmapRow, ROWS_PER_OCTAVE, runHeatmap } from './run-heatmap.ts';
import { runSamples } from './run-samples.ts';
import { runSpectrum } from './run-spectrum.ts';
import { runWindow } from './run-window.ts';
import type { Stretch } from './stretch.ts';
import { EventfulSeconds } from './testing/eventful-seconds.ts';
import { MemorySink, testCompression } from './testing/memory-record.ts';

/** With all that could go wrong in a stretch: a warm-up, steps that are set apart, sessions. */
const plan = samplePlan({
  warmUp: '90s',
  setup: [{ type: 'request', name: 'Log in', url: '/login' }],
  scenarios: [
    {
      name: 'Browse',
      executor: { type: 'constant-vus', vus: 2, duration: '30m' },
      steps: [
        { type: 'request', name: 'Home', url: '/' },
        { type: 'group', name: 'Catalogue', steps: [{ type: 'request', name: 'List', url: '/products' }] },
        { type: 'sse', name: 'News', url: '/news' },
      ],
    },
    {
      name: 'Buy',
      executor: { type: 'constant-vus', vus: 1, duration: '30m' },
      steps: [{ type: 'request', name: 'Order', method: 'POST', url: '/orders' }],
    },
  ],
  thresholds: [
    { metric: 'http_req_duration', rule: 'p(95)<400' },
    { metric: 'http_req_failed', rule: 'rate<0.05' },
    { metric: 'http_reqs', rule: 'count>100' },
  ],
});
const environment = { maxRequestsPerSecond: 10_000 };
const SERIES = seriesOf(plan);
const SECONDS = 1290;

const stretches = fc
  .tuple(fc.nat(SECONDS - 1), fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: SECONDS })))
  .map(([from, length]): Stretch => ({ from, to: Math.min(SECONDS, from + length) }));
const selections = fc.option(
  fc.uniqueArray(fc.nat(SERIES.length - 1), { minLength: 1 }).map((some) => new Set(some)),
  { nil: undefined },
);
type Selected = ReadonlySet<number> | undefined;

describe('a stretch of a run', () => {
  const seconds: Snapshot[] = [];
  let reader: RecordReader;

  beforeAll(async () => {
    const eventful = new EventfulSeconds(5, SERIES);
    const header = { runId: 'r', startedAt: '2026-01-01T00:00:00.000Z', scenarios: ['Browse', 'Buy'] };
    const writer = await RecordWriter.start(new MemorySink(), { ...header, series: SERIES }, testCompression);
    for (let second = 0; second < SECONDS; second++) {
      const snapshot = eventful.second(second);
      seconds.push(snapshot);
      await writer.add(snapshot, SERIES);
    }
    reader = writer.reader();
  });

  const within = ({ from, to }: Stretch, series: Selected): Snapshot[] =>
    seconds.slice(from, to).map((snapshot) => {
      const has = (one: { series: number | null }) =>
        !series || (one.series !== null && series.has(one.series));
      return {
        ...snapshot,
        series: snapshot.series.filter(has),
        checks: snapshot.checks.filter(has),
        errors: snapshot.errors.filter(has),
        failures: snapshot.failures.filter(has),
        samples: snapshot.samples.filter(has),
      };
    });

  /** A run that had these seconds and no others, reduced one by one as a live run is. */
  function asRun(stretch: Stretch, series: Selected, warmUp: string): RunState {
    const state = initialState({ ...plan, warmUp }, environment);
    within(stretch, series).forEach((snapshot, second) => {
      reduce(state, { type: 'snapshot', snapshot: { ...snapshot, second } });
    });
    const durationMs = (stretch.to - stretch.from) * 1000;
    return reduce(state, { type: 'finished', reason: { kind: 'completed' }, durationMs });
  }

  const workersIn = (own: readonly Snapshot[]): RunWindow['workers'] => {
    const all = own.flatMap(({ health }) => health);
    const atEnd = own.at(-1)?.health ?? [];
    return [...new Set(all.map(({ worker }) => worker))].map((worker) => {
      const mine = all.filter((one) => one.worker === worker);
      const last = atEnd.find((one) => one.worker === worker);
      const sum = (of: (one: WorkerHealth) => number) => mine.reduce((total, one) => total + of(one), 0);
      return {
        worker,
        cpuCores: expect.closeTo(sum(({ cpuUs }) => cpuUs) / 1e6 / own.length, 9),
        eventLoopDelayMs: Math.max(...mine.map((one) => one.maxEventLoopDelayUs)) / 1000,
        gcMs: expect.closeTo(sum(({ gcUs }) => gcUs) / 1000 / own.length, 9),
        maxGcPauseMs: Math.max(...mine.map((one) => one.maxGcPauseUs)) / 1000,
        sockets: last?.sockets ?? 0,
        openFiles: last?.openFiles ?? 0,
        rssBytes: last?.rssBytes ?? 0,
      };
    });
  };

  it('has every figure, failure and sample that a run of these seconds alone would have', async () => {
    await fc.assert(
      fc.asyncProperty(stretches, selections, async (stretch, series) => {
        const state = asRun(stretch, series, 'none');
        const wanted = viewOf(state, { id: '' });
        const found = await runWindow(reader, { plan, environment }, stretch, { series });
        const isSelected = (one: { series?: number }) => !series || series.has(one.series ?? -1);
        const shown = (all: readonly RequestFigures[]) =>
          all.filter(isSelected).map(({ trend, ...figures }) => figures);
        expect(found).toEqual({
          ...stretch,
          totals: wanted.totals,
          requests: shown(wanted.requests),
          scenarios: wanted.scenarios,
          groups: wanted.groups,
          setupRequests: shown(wanted.setupRequests),
          checks: expect.any(Array),
          streams: shown(wanted.streams),
          remotes: wanted.remotes,
          workers: workersIn(within(stretch, series)),
          thresholds: wanted.thresholds,
          failures: wanted.failures.map((failure) => ({
            ...failure,
            firstSeconds: failure.firstSeconds + stretch.from,
            lastSeconds: failure.lastSeconds + stretch.from,
          })),
          errors: wanted.errors,
        });
        const counted = (checks: RunWindow['checks']) =>
          checks
            .filter(({ passed, failed }) => passed + failed > 0)
            .sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(counted(found.checks)).toEqual(counted(wanted.checks));
        expect(RunWindow.parse(found)).toEqual(found);
        expect(await runSamples(reader, stretch, { series })).toEqual(state.failures.exchanges());
      }),
      { numRuns: 40 },
    );
  });

  it('behind the warm-up has the figures that the verdict is spoken on', async () => {
    const whole = viewOf(asRun({ from: 0, to: SECONDS }, undefined, '90s'), { id: '' });
    const later = await runWindow(reader, { plan, environment }, { from: 90, to: SECONDS });
    expect(later.totals.responseTimeMs).toEqual(whole.totals.responseTimeMs);
    expect(later.totals.requestsPerSecond).toBe(whole.totals.requestsPerSecond);
    expect(later.requests.map((one) => one.serviceTimeMs)).toEqual(
      whole.requests.map((one) => one.serviceTimeMs),
    );
    expect(later.streams.map((one) => one.sessionMs)).toEqual(whole.streams.map((one) => one.sessionMs));
    expect(later.thresholds.slice(0, 2)).toEqual(whole.thresholds.slice(0, 2));
  });

  /** A latency of the selected requests, or of all that count, merged second by second. */
  function merged(stretch: Stretch, series: Selected, latency: (typeof SHOWN_LATENCIES)[number]) {
    const histogram = new LatencyHistogram();
    const counts = (index: number) =>
      series ? series.has(index) : !SERIES[index]?.apart && !SERIES[index]?.stream;
    for (const snapshot of seconds.slice(stretch.from, stretch.to))
      for (const one of snapshot.series) if (counts(one.series)) histogram.mergeEncoded(one[latency]);
    return histogram;
  }

  const latencies = fc.constantFrom(...SHOWN_LATENCIES);

  it('has the percentiles of each latency that merging its seconds gives', async () => {
    await fc.assert(
      fc.asyncProperty(stretches, selections, latencies, async (stretch, series, latency) => {
        const spectrum = await runSpectrum(reader, stretch, latency, { series });
        const all = merged(stretch, series, latency);
        expect(spectrum.count).toBe(all.count);
        const some = spectrum.points.filter((_, at) => at % 12 === 0);
        for (const { percent, ms } of some) expect(ms).toBe(msOf(all.percentile(percent)));
        expect(spectrum.points.at(-1)).toEqual(
          all.count === 0 ? undefined : { percent: 100, ms: msOf(all.max) },
        );
        expect(RunSpectrum.parse(spectrum)).toEqual(spectrum);
      }),
      { numRuns: 25 },
    );
  });

  it('has a heatmap and curves of each latency, as merging its seconds gives them', async () => {
    const widths = fc.constantFrom(1, 5, 10, 60, 600);
    await fc.assert(
      fc.asyncProperty(stretches, widths, selections, latencies, async (stretch, width, series, latency) => {
        const { columns, ...about } = await runHeatmap(reader, stretch, width, latency, { series });
        const curves = await runCurves(reader, stretch, width, { series }, latency);
        expect(about).toEqual({ ...stretch, width, latency, rowsPerOctave: ROWS_PER_OCTAVE });
        expect(columns.reduce((sum, column) => sum + column.seconds, 0)).toBe(stretch.to - stretch.from);
        for (const [at, { second, seconds: length, firstRow, counts }] of columns.entries()) {
          const all = merged({ from: second, to: second + length }, series, latency);
          const rows = new Map<number, number>();
          all.forEachSlot((us, count) => {
            const row = heatmapRow(us);
            rows.set(row, (rows.get(row) ?? 0) + count);
          });
          const found = counts.flatMap((count, row) => (count > 0 ? [[firstRow + row, count] as const] : []));
          expect(found).toEqual([...rows]);
          const p95 = all.count === 0 ? null : msOf(all.percentile(95));
          expect(curves.points[at]).toMatchObject({ second, seconds: length, p95 });
        }
        expect(RunHeatmap.parse({ ...about, columns }).columns).toEqual(columns);
      }),
      { numRuns: 15 },
    );
  });

  it('draws the same points as the page of a run that goes on', async () => {
    const live = viewOf(asRun({ from: 0, to: SECONDS }, undefined, '90s'), { id: '' }).points;
    const { points } = await runCurves(reader, { from: 0, to: SECONDS }, 1);
    expect(points.map(({ seconds: _length, ...point }) => point)).toEqual(live);
  });
});
