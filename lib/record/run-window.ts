import { msOf, percentilesUs } from '../run/latency-figures.ts';
import { initialState, type RunState, reduce, viewOf } from '../run/run-state.ts';
import type { ErrorSample } from '../run/snapshot.ts';
import type { RunWindow } from '../run/window.ts';
import type { RecordReader, Stretch } from './record-reader.ts';

type RecordedPlan = {
  plan: Parameters<typeof initialState>[0];
  environment: Parameters<typeof initialState>[1];
};

/** Errors that are told of a stretch. */
const MAX_ERRORS = 50;

const PERCENTS = [
  ...[1, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 96, 97, 98, 98.5, 99],
  ...[99.25, 99.5, 99.75, 99.9, 99.925, 99.95, 99.975, 99.99, 99.995, 99.999, 100],
];

/**
 * The figures of a stretch by the same code that makes those of a whole run: the stretch merged into one snapshot is one
 * long second of a run that has nothing else. `seconds` is what rates refer to, when that is not the whole stretch.
 */
export async function runWindow(
  reader: RecordReader,
  { plan, environment }: RecordedPlan,
  stretch: Stretch,
  seconds = stretch.to - stretch.from,
): Promise<RunWindow> {
  const state = initialState(plan, environment);
  reduce(state, { type: 'series', series: reader.index.series.slice(state.series.length) });
  const { maxVus, ...snapshot } = await reader.window(stretch);
  const errors = await lastErrors(reader, stretch);
  reduce(state, { type: 'snapshot', snapshot: { ...snapshot, errors } });
  reduce(state, { type: 'finished', reason: { kind: 'completed' }, durationMs: seconds * 1000 });
  state.counts.maxVus = maxVus;
  const view = viewOf(state, { id: '' });
  return {
    ...stretch,
    totals: view.totals,
    requests: view.requests,
    setupRequests: view.setupRequests,
    checks: view.checks,
    streams: view.streams,
    remotes: view.remotes,
    thresholds: thresholdsOver(state, seconds),
    errors: view.errors,
    spectrum: spectrumOf(state),
  };
}

async function lastErrors(reader: RecordReader, stretch: Stretch): Promise<ErrorSample[]> {
  const texts = await reader.lastTexts(stretch, 'error', MAX_ERRORS);
  return texts.map(({ text }) => JSON.parse(text) as ErrorSample);
}

function thresholdsOver(state: RunState, seconds: number): RunWindow['thresholds'] {
  return state.board.states(seconds).map(({ threshold: { metric, rule }, value, holds }) => ({
    ...{ metric, rule, value },
    passed: holds,
  }));
}

function spectrumOf({ responseTime }: RunState): RunWindow['spectrum'] {
  const found = percentilesUs(responseTime, PERCENTS);
  return found.map((us, at) => ({ percent: PERCENTS[at] ?? 100, ms: msOf(us) }));
}
