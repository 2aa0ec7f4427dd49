import { planLength } from '../../load/plan-load.ts';
import { rateAt, vusAt } from '../../load/schedule.ts';
import { startTimesOf } from '../../load/start-times.ts';
import type { Plan } from '../../plan/plan.ts';
import { warmUpSecondsOf } from '../../plan/warm-up.ts';
import type { EndReason } from '../engine.ts';
import type { Series } from '../series.ts';
import type { Snapshot } from '../snapshot.ts';
import { findWarmUp, MOST_SECONDS, type WarmUpPoint } from './find-warm-up.ts';
import { MeasuredPart } from './measured-part.ts';

/** A longer run decides on its first seconds, so that nothing more has to be kept of them. */
const DECIDE_AFTER_SECONDS = 3 * MOST_SECONDS;

/**
 * The start of a run that its figures leave out. One that the plan sets is left out from the beginning. One that is to be
 * found is decided at the end of the run, or after 15 minutes; until then the figures hold everything.
 */
export class WarmUp {
  /** Left out, from second 0 on. */
  seconds = 0;
  /** How much slower the target was than afterwards; null when the plan sets the length. */
  factor: number | null = null;
  isDecided = false;
  /** What is left when the warm-up is left out; null while and when that is everything. */
  measured: MeasuredPart | null = null;
  private plan: Plan;
  private readonly series: readonly Series[];
  /** The seconds of which some may be left out, and all later ones together, until that is decided. */
  private early: Snapshot[] = [];
  private late: MeasuredPart | null = null;

  constructor(plan: Plan, series: readonly Series[]) {
    this.plan = plan;
    this.series = series;
    const seconds = warmUpSecondsOf(plan.warmUp);
    if (seconds === null) return;
    this.seconds = seconds;
    this.isDecided = true;
  }

  /** `points` are those of all seconds so far, the one of this snapshot included. */
  add(snapshot: Snapshot, points: readonly WarmUpPoint[]): void {
    if (this.isDecided) {
      if (this.seconds > 0 && snapshot.second >= this.seconds) this.part().add(snapshot);
      return;
    }
    if (snapshot.second < MOST_SECONDS)
      this.early.push({ ...snapshot, errors: [], samples: [], failures: [] });
    else {
      this.late ??= this.newPart();
      this.late.add(snapshot);
    }
    if (points.length === DECIDE_AFTER_SECONDS) this.decide(points);
  }

  /** The load is another one from now on; `plan` has all of it. */
  follow(plan: Plan): void {
    this.plan = plan;
  }

  /** The run has ended. One that a threshold ended is judged by what the threshold saw. */
  end(points: readonly WarmUpPoint[], reason: EndReason): void {
    if (!this.isDecided && reason.kind !== 'threshold') this.decide(points.slice(0, -1));
    this.isDecided = true;
    this.forget();
    if (this.seconds > 0) this.part();
  }

  private decide(points: readonly WarmUpPoint[]): void {
    const load = plannedLoad(this.plan);
    // Behind the schedule the last iterations end, and there is less and less to do.
    const planned = Math.floor((planLength(this.plan) ?? Number.POSITIVE_INFINITY) / 1000);
    const { seconds, factor } = findWarmUp(points.slice(0, planned), (second) => load(second));
    this.isDecided = true;
    if (seconds > 0) {
      this.seconds = seconds;
      this.factor = factor;
      this.measured = this.late ?? this.newPart();
      for (const snapshot of this.early) if (snapshot.second >= seconds) this.measured.add(snapshot);
    }
    this.forget();
  }

  private part(): MeasuredPart {
    this.measured ??= this.newPart();
    return this.measured;
  }

  private newPart(): MeasuredPart {
    return new MeasuredPart(this.plan, this.series);
  }

  private forget(): void {
    this.early = [];
    this.late = null;
  }
}

/** Of every scenario, in the middle of a second. */
function plannedLoad({ scenarios }: Plan): (second: number) => number[] {
  const starts = startTimesOf(scenarios);
  return (second) =>
    scenarios.map(({ executor }, index) => {
      const ms = (second + 0.5) * 1000 - (starts[index]?.plannedMs ?? 0);
      return vusAt(executor, ms) + rateAt(executor, ms);
    });
}
