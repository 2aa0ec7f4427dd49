import { durationMs } from '../plan/duration.ts';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import type { EndReason } from '../run/engine.ts';
import { GeneratorTally } from '../run/generator-tally.ts';
import type { Pilot } from '../run/pilot.ts';
import type { Series } from '../run/series.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { reasonInWords } from '../run/verdict.ts';
import type { SteerAnswer, SteerOrder } from '../steer/order.ts';
import { BeyondWatch } from './beyond.ts';
import { type Criterion, criterionOf } from './criterion.ts';
import { type Judged, judgeStep, lookTimes } from './judge-step.ts';
import { ordersFor } from './load-mix.ts';
import { answerFrom, endsOf, leastLoad, nextMove, roundLoad } from './moves.ts';
import type { CapacityAnswer, CapacityReport, SearchStep, StepPurpose } from './report.ts';
import type { SearchSetup } from './setup.ts';
import { StepWatch } from './step-watch.ts';

/** Seconds in a row that must be well before a target counts as rested. */
const WELL_SECONDS = 2;
/** The load at which a target rests, as a share of the next one. */
const REST_SHARE = 0.25;

type Pending = { load: number; purpose: StepPurpose };

/**
 * Steers a run in search of the largest load at which its thresholds hold. It sees every second of the run, and says what the
 * load shall be; the same seconds always lead to the same answer.
 */
export class CapacitySearch implements Pilot {
  readonly name = 'Capacity search';
  private readonly plan: Plan;
  private readonly setup: SearchSetup;
  private readonly maxRequestsPerSecond: number;
  private readonly criteria: Criterion[];
  private readonly looks: number[];
  private readonly steps: SearchStep[] = [];
  private series: readonly Series[] = [];
  private phase: CapacityReport['phase'] = 'trying';
  private load: number;
  private purpose: StepPurpose = 'rise';
  private since = 0;
  /** The first second that counts at this load. */
  private countFrom: number;
  private watch: StepWatch | null = null;
  private generator: GeneratorTally;
  private pending: Pending | null = null;
  private wellFor = 0;
  private answer: CapacityAnswer | null = null;
  private beyond: BeyondWatch | null = null;

  /** `plan` is the one that is run, of `searchSetupOf`. */
  constructor(
    plan: Plan,
    setup: SearchSetup,
    { maxRequestsPerSecond }: Pick<Environment, 'maxRequestsPerSecond'>,
  ) {
    const { settings } = setup;
    this.plan = plan;
    this.setup = setup;
    this.maxRequestsPerSecond = maxRequestsPerSecond;
    this.criteria = setup.thresholds.flatMap((one) => criterionOf(one, plan) ?? []);
    this.looks = lookTimes(seconds(settings.stepShortest), seconds(settings.stepLongest));
    this.load = setup.range.startLoad;
    this.countFrom = 1 + setup.settleFirst;
    this.generator = new GeneratorTally(this.maxRequestsPerSecond);
  }

  after(snapshot: Snapshot, series: readonly Series[]): SteerOrder[] {
    this.series = series;
    if (snapshot.second < this.countFrom) return [];
    switch (this.phase) {
      case 'trying':
        return this.onTry(snapshot);
      case 'resting':
        return this.onRest(snapshot);
      case 'beyond':
      case 'recovering':
        return this.onBeyond(snapshot);
      case 'over':
        return [];
    }
  }

  taken(answer: SteerAnswer): SteerOrder[] {
    if (this.phase === 'over') return [];
    if (answer.ok) {
      this.since = Math.floor(answer.atMs / 1000);
      // Whatever was under way at the change is not of this load.
      this.countFrom = Math.ceil(answer.atMs / 1000) + 1;
      return [];
    }
    this.answer ??= answerFrom(this.steps, this.setup.range, 'ceiling', answer.problem);
    return this.stop();
  }

  ended(reason: EndReason): void {
    if (this.phase === 'over') return;
    this.phase = 'over';
    const isOut = reason.kind === 'completed';
    this.answer ??= answerFrom(
      this.steps,
      this.setup.range,
      isOut ? 'out-of-time' : 'stopped',
      isOut ? null : reasonInWords(reason),
    );
  }

  report(): CapacityReport {
    return {
      unit: this.setup.mix.unit,
      thresholds: this.setup.thresholds,
      leftOut: this.setup.thresholds
        .filter((one) => !this.criteria.some(({ threshold }) => threshold === one))
        .map(({ metric, rule }) => `${metric} ${rule}`),
      phase: this.phase,
      load: this.load,
      since: this.since,
      purpose: this.phase === 'trying' ? this.purpose : null,
      ...endsOf(this.steps),
      steps: [...this.steps],
      answer: this.answer,
      beyond: this.beyond?.result() ?? null,
    };
  }

  private onTry(snapshot: Snapshot): SteerOrder[] {
    this.watch ??= new StepWatch(this.series, this.criteria);
    this.watch.add(snapshot);
    this.generator.add(snapshot);
    const { length } = this.watch.seconds;
    if (!this.looks.includes(length)) return [];
    const judged = judgeStep(this.watch, {
      criteria: this.criteria,
      purpose: this.purpose,
      isOpen: this.setup.mix.unit !== 'users',
      shortest: this.looks[0] ?? 1,
      longest: this.looks.at(-1) ?? 1,
      looks: this.looks.length,
    });
    return judged ? this.onJudged(judged, this.watch, snapshot.second) : [];
  }

  private onJudged(judged: Judged, watch: StepWatch, second: number): SteerOrder[] {
    const { cut, ...verdict } = judged;
    const figures = watch.figures(cut);
    const limit = this.limitOf(figures.requestsPerSecond);
    const step: SearchStep = {
      load: this.load,
      purpose: this.purpose,
      ...verdict,
      ...(limit !== null && { outcome: 'limited', why: limit }),
      ...figures,
      from: this.since,
      measuredFrom: (watch.seconds[0]?.second ?? second) + cut,
      to: second + 1,
    };
    this.steps.push(step);
    const move = nextMove(this.steps, this.setup.range);
    if (move.kind === 'end') return this.onAnswer(move.answer);
    const wasWell = endsOf(this.steps).holdsAt !== null;
    if (!wasWell || (step.leans === 'holds' && step.outcome !== 'limited')) return this.tryLoad(move);
    this.pending = move;
    return this.rest(move.load);
  }

  /** Why what was measured is none of the target; null when it is. */
  private limitOf(requestsPerSecond: number): string | null {
    const [reason] = this.generator.reasons();
    if (reason !== undefined) return `the load generator could not keep up: ${reason}`;
    if (requestsPerSecond >= 0.9 * this.maxRequestsPerSecond)
      return `the environment allows ${this.maxRequestsPerSecond} requests per second, and more were held back`;
    return null;
  }

  private tryLoad({ load, purpose }: Pending): SteerOrder[] {
    this.phase = 'trying';
    this.purpose = purpose;
    this.watch = null;
    this.generator = new GeneratorTally(this.maxRequestsPerSecond);
    return this.go(load);
  }

  private rest(next: number): SteerOrder[] {
    this.phase = 'resting';
    this.wellFor = 0;
    const { unit } = this.setup.mix;
    return this.go(Math.max(leastLoad(unit), roundLoad(next * REST_SHARE, unit)));
  }

  private onRest(snapshot: Snapshot): SteerOrder[] {
    const well = this.isWell(snapshot);
    if (well !== null) this.wellFor = well ? this.wellFor + 1 : 0;
    if (this.wellFor >= WELL_SECONDS && this.pending) return this.tryLoad(this.pending);
    if (snapshot.second - this.since < seconds(this.setup.settings.recoverWithin)) return [];
    const waited = `thresholds did not hold again within ${this.setup.settings.recoverWithin} after the load was taken away`;
    this.answer = answerFrom(this.steps, this.setup.range, 'no-recovery', waited);
    return this.stop();
  }

  /** Whether nothing of a second counts against any threshold; null when nothing was answered. */
  private isWell(snapshot: Snapshot): boolean | null {
    const watch = new StepWatch(this.series, this.criteria);
    watch.add(snapshot);
    if ((watch.seconds[0]?.requests ?? 0) === 0) return null;
    return this.criteria.every(({ most }, index) =>
      watch.counts(index, 0).every(({ bad, of }) => of === 0 || bad / of <= most),
    );
  }

  private onAnswer(answer: CapacityAnswer): SteerOrder[] {
    this.answer = answer;
    const { mix, range } = this.setup;
    const { best } = answer;
    const load = best === null ? 0 : Math.min(range.mostLoad, roundLoad(2 * best, mix.unit));
    if (!this.setup.settings.beyond || best === null || load < 1.5 * best) return this.stop();
    this.phase = 'beyond';
    this.beyond = new BeyondWatch({
      load,
      steps: this.steps,
      watch: new StepWatch(this.series, this.criteria),
      seconds: 2 * (this.looks[0] ?? 1),
      recoverWithin: seconds(this.setup.settings.recoverWithin),
      isWell: (second) => this.isWell(second),
    });
    return this.go(load);
  }

  private onBeyond(snapshot: Snapshot): SteerOrder[] {
    const next = this.beyond?.add(snapshot, this.since);
    if (next === 'recover') {
      const { unit } = this.setup.mix;
      this.phase = 'recovering';
      return this.go(Math.max(leastLoad(unit), roundLoad((this.answer?.best ?? 1) / 2, unit)));
    }
    return next === 'over' ? this.stop() : [];
  }

  private go(load: number): SteerOrder[] {
    const {
      plan,
      setup: { mix },
    } = this;
    const before = ordersFor(mix, plan, this.load);
    this.load = load;
    // Until the answer says when, nothing counts.
    this.countFrom = Number.POSITIVE_INFINITY;
    const orders = ordersFor(mix, plan, load).filter((order, index) => {
      const was = before[index];
      return order.kind !== 'set' || was?.kind !== 'set' || order.value !== was.value;
    });
    return orders.length > 0 ? orders : ordersFor(mix, plan, load).slice(0, 1);
  }

  private stop(): SteerOrder[] {
    this.phase = 'over';
    return [{ kind: 'stop' }];
  }
}

/** The report of a search that nobody goes on with, from what was kept of it. */
export function endedReport(report: CapacityReport, detail: string): CapacityReport {
  if (report.phase === 'over') return report;
  const answer = report.answer ?? answerFrom(report.steps, report, 'stopped', detail);
  return { ...report, phase: 'over', purpose: null, answer };
}

const seconds = (duration: string) => Math.round(durationMs(duration) / 1000);
