import { kneeOf } from './knee.ts';
import type { CapacityReport, StepFigures } from './report.ts';
import { fitUsl, type NoFit, type UslFit } from './usl.ts';

/** What was measured at one load, over all visits. */
export type CurveLevel = StepFigures & { load: number; isBeyond: boolean };

/** What a search tells about how the target scales. */
export type CapacityCurve = {
  /** Ascending by load. */
  levels: CurveLevel[];
  /** The load from which on more brings less; null when none shows. */
  knee: { load: number; requestsPerSecond: number } | null;
  usl: UslFit | NoFit;
  /** The levels that the law was fitted to, with its N. */
  fitted: { load: number; concurrency: number }[];
  /** What the law's N is: users, or requests under way by Little's law. */
  concurrency: 'users' | 'requests under way';
};

/** The latency-throughput curve of a search, with its knee and the law that fits it. */
export function curveOf({
  unit,
  steps,
  beyond,
}: Pick<CapacityReport, 'unit' | 'steps' | 'beyond'>): CapacityCurve {
  const trusted = steps.filter(({ outcome }) => outcome !== 'limited');
  const levels = new Map<number, CurveLevel>();
  // The visit that was measured longest speaks for its load.
  for (const step of trusted) {
    const known = levels.get(step.load);
    if (!known || known.seconds <= step.seconds) levels.set(step.load, { ...step, isBeyond: false });
  }
  if (beyond) levels.set(beyond.load, { ...beyond.figures, load: beyond.load, isBeyond: true });
  const sorted = [...levels.values()].sort((a, b) => a.load - b.load);
  const goodput = ({ requestsPerSecond, failedRate }: StepFigures) => requestsPerSecond * (1 - failedRate);
  const knee = kneeOf(sorted.map((level) => ({ x: level.load, y: goodput(level) })));
  const isOpen = unit !== 'users';
  // Beyond its capacity an open system has no steady number of requests under way.
  const broken = new Set(trusted.filter(({ outcome }) => outcome === 'broken').map(({ load }) => load));
  const settled = isOpen ? sorted.filter(({ load, isBeyond }) => !isBeyond && !broken.has(load)) : sorted;
  const fitted = settled.map((level) => ({
    load: level.load,
    concurrency: isOpen ? (level.requestsPerSecond * (level.meanMs ?? 0)) / 1000 : level.load,
    throughput: goodput(level),
  }));
  return {
    levels: sorted,
    fitted: fitted.map(({ load, concurrency }) => ({ load, concurrency })),
    knee: knee && { load: knee.x, requestsPerSecond: knee.y },
    usl: fitUsl(fitted),
    concurrency: isOpen ? 'requests under way' : 'users',
  };
}
