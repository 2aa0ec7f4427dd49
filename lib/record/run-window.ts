import { FailureGroups } from '../run/failure-groups.ts';
import { workerPoint } from '../run/run-point.ts';
import { initialState, type RunState, reduce, viewOf } from '../run/run-state.ts';
import type { ErrorSample, Snapshot } from '../run/snapshot.ts';
import type { RequestFigures } from '../run/summary.ts';
import type { RunWindow } from '../run/window.ts';
import { asksOfPhases } from './phase-sums.ts';
import type { RecordReader, Selection } from './record-reader.ts';
import type { Stretch } from './stretch.ts';

type RecordedPlan = {
  plan: Parameters<typeof initialState>[0];
  environment: Parameters<typeof initialState>[1];
};

type WindowOptions = Selection & {
  /** What rates refer to, when that is not the whole stretch: a run may end within its last second. */
  seconds?: number;
};

/** Errors that are told of a stretch. */
const MAX_ERRORS = 50;

/**
 * The figures of a stretch by the same code that makes those of a whole run: the stretch merged into one snapshot is one
 * long second of a run that has nothing else. Nothing of it is warm-up, wherever it begins. Of selected requests alone
 * when some are selected; iterations, users and remote addresses are those of all.
 */
export async function runWindow(
  reader: RecordReader,
  { plan, environment }: RecordedPlan,
  stretch: Stretch,
  { series, seconds = stretch.to - stretch.from }: WindowOptions = {},
): Promise<RunWindow> {
  const isSelected = (index: number | null) => !series || (index !== null && series.has(index));
  const state = initialState({ ...plan, warmUp: 'none' }, environment);
  reduce(state, { type: 'series', series: reader.index.series.slice(state.series.length) });
  const phases = asksOfPhases(plan.thresholds) ? 'whole' : 'means';
  // Together: what one waits for, another computes.
  const [{ maxVus, ...merged }, errors, failures] = await Promise.all([
    reader.window(stretch, phases),
    lastErrors(reader, stretch, isSelected),
    failuresIn(reader, stretch, isSelected),
  ]);
  reduce(state, {
    type: 'snapshot',
    snapshot: {
      ...partOf(merged, isSelected),
      errors,
      failures: [],
    },
  });
  reduce(state, { type: 'finished', reason: { kind: 'completed' }, durationMs: seconds * 1000 });
  state.counts.maxVus = maxVus;
  const view = viewOf(state, { id: '' });
  // A stretch is one second here, and has no course.
  const shown = <T extends Pick<RequestFigures, 'series' | 'trend'>>(all: readonly T[]) =>
    all.filter((one) => isSelected(one.series ?? null)).map(({ trend, ...figures }) => figures);
  return {
    ...stretch,
    totals: view.totals,
    requests: shown(view.requests),
    scenarios: view.scenarios,
    groups: view.groups,
    setupRequests: shown(view.setupRequests),
    checks: view.checks,
    streams: shown(view.streams),
    remotes: view.remotes,
    workers: merged.health.map((health) => workerPoint(health, stretch.to - stretch.from)),
    thresholds: thresholdsOver(state, seconds),
    failures,
    errors: view.errors,
  };
}

type IsSelected = (series: number | null) => boolean;

const partOf = (snapshot: Snapshot, isSelected: IsSelected): Snapshot => ({
  ...snapshot,
  series: snapshot.series.filter((one) => isSelected(one.series)),
  checks: snapshot.checks.filter((one) => isSelected(one.series)),
});

/** By signature, with the seconds in which each was first and last seen, and its course from the stretch's start on. */
async function failuresIn(reader: RecordReader, stretch: Stretch, isSelected: IsSelected) {
  const groups = new FailureGroups(reader.index.series, stretch.from);
  for await (const { second, failures } of reader.failures(stretch))
    groups.add({ second, failures: failures.filter((one) => isSelected(one.series)), samples: [] });
  return groups.figures();
}

async function lastErrors(
  reader: RecordReader,
  stretch: Stretch,
  isSelected: IsSelected,
): Promise<ErrorSample[]> {
  const read = (text: string) => JSON.parse(text) as ErrorSample;
  const isWanted = (text: string) => isSelected(read(text).series);
  const texts = await reader.lastTexts(stretch, 'error', MAX_ERRORS, isWanted);
  return texts.map(({ text }) => read(text));
}

function thresholdsOver(state: RunState, seconds: number): RunWindow['thresholds'] {
  return state.board.states(seconds).map(({ threshold: { metric, rule }, value, holds }) => ({
    ...{ metric, rule, value },
    passed: holds,
  }));
}
