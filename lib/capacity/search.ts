import { durationMs } from '../plan/duration.ts';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import type { Threshold } from '../plan/threshold.ts';
import { warmUpSecondsOf } from '../plan/warm-up.ts';
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
import { type LoadMix, levelPlan, loadMixOf, ordersFor } from './load-mix.ts';
import { answerFrom, endsOf, leastLoad, nextMove, roundLoad, type SearchRange } from './moves.ts';
import type { CapacityAnswer, CapacityReport, SearchStep, StepPurpose } from './report.ts';
import { type CapacitySettings, USUAL_THRESHOLDS } from './settings.ts';
import { StepWatch } from './step-watch.ts';

/** A search as it was asked for, with all that follows from plan and environment. */
export type SearchPlan = {
  /** To be run: every scenario at the first load, for as long as the search may take. */
  plan: Plan;
  mix: LoadMix;
  range: SearchRange;
  thresholds: Threshold[];
};

/** The plan of a search, or sentences about why there can be none. */
export function searchPlanOf(
  plan: Plan,
  environment: Environment,
  settings: CapacitySettings,
): SearchPlan | { problems: string[] } {
  const mix = loadMixOf(plan, environment);
  if ('problem' in mix) return { problems: [mix.problem] };
  const thresholds = settings.thresholds ?? (plan.thresholds.length > 0 ? plan.thresholds : USUAL_THRESHOLDS);
  if (!thresholds.some((one) => criterionOf(one, plan)))
    return {
      problems: [
        'none of the thresholds can be judged over a part of a run; add one such as p(95)<500 of http_req_duration or rate<0.01 of http_req_failed',
      ],
    };
  // Users are shared in whole numbers, so that the peaks of scenarios may add up to a little more.
  const ceiling = mix.unit === 'users' ? Math.max(1, mix.ceiling - plan.scenarios.length + 1) : mix.ceiling;
  const mostLoad = Math.min(settings.mostLoad ?? ceiling, ceiling);
  const wanted = settings.startLoad ?? Math.max(mix.planned / 10, 1);
  const startLoad = Math.min(mostLoad, Math.max(leastLoad(mix.unit), roundLoad(wanted, mix.unit)));
  const level = levelPlan(plan, mix, {
    load: startLoad,
    duration: settings.longest,
    maxVUs: environment.maxVUs,
  });
  return {
    plan: { ...level, thresholds: [], warmUp: 'none' },
    mix,
    range: { unit: mix.unit, startLoad, mostLoad: roundDown(mostLoad, mix), precision: settings.precision },
    thresholds,
  };
}

const roundDown = (load: number, { unit }: LoadMix) => (unit === 'users' ? Math.floor(load) : load);

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
  private readonly given: SearchPlan;
  private readonly settings: CapacitySettings;
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

  constructor(given: SearchPlan, original: Plan, environment: Environment, settings: CapacitySettings) {
    this.given = given;
    this.settings = settings;
    this.maxRequestsPerSecond = environment.maxRequestsPerSecond;
    this.criteria = given.thresholds.flatMap((one) => criterionOf(one, given.plan) ?? []);
    this.looks = lookTimes(seconds(settings.stepShortest), seconds(settings.stepLongest));
    this.load = given.range.startLoad;
    this.countFrom = 1 + (warmUpSecondsOf(original.warmUp) ?? 0);
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
    this.answer ??= answerFrom(this.steps, this.given.range, 'ceiling', answer.problem);
    return this.stop();
  }

  ended(reason: EndReason): void {
    if (this.phase === 'over') return;
    this.phase = 'over';
    const isOut = reason.kind === 'completed';
    this.answer ??= answerFrom(
      this.steps,
      this.given.range,
      isOut ? 'out-of-time' : 'stopped',
      isOut ? null : reasonInWords(reason),
    );
  }

  report(): CapacityReport {
    return {
      unit: this.given.mix.unit,
      thresholds: this.given.thresholds,
      leftOut: this.given.thresholds
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
      isOpen: this.given.mix.unit !== 'users',
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
    const move = nextMove(this.steps, this.given.range);
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
    const { unit } = this.given.mix;
    return this.go(Math.max(leastLoad(unit), roundLoad(next * REST_SHARE, unit)));
  }

  private onRest(snapshot: Snapshot): SteerOrder[] {
    const well = this.isWell(snapshot);
    if (well !== null) this.wellFor = well ? this.wellFor + 1 : 0;
    if (this.wellFor >= WELL_SECONDS && this.pending) return this.tryLoad(this.pending);
    if (snapshot.second - this.since < seconds(this.settings.recoverWithin)) return [];
    const waited = `thresholds did not hold again within ${this.settings.recoverWithin} after the load was taken away`;
    this.answer = answerFrom(this.steps, this.given.range, 'no-recovery', waited);
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
    const { mix, range } = this.given;
    const { best } = answer;
    const load = best === null ? 0 : Math.min(range.mostLoad, roundLoad(2 * best, mix.unit));
    if (!this.settings.beyond || best === null || load < 1.5 * best) return this.stop();
    this.phase = 'beyond';
    this.beyond = new BeyondWatch({
      load,
      steps: this.steps,
      watch: new StepWatch(this.series, this.criteria),
      seconds: 2 * (this.looks[0] ?? 1),
      recoverWithin: seconds(this.settings.recoverWithin),
      isWell: (second) => this.isWell(second),
    });
    return this.go(load);
  }

  private onBeyond(snapshot: Snapshot): SteerOrder[] {
    const next = this.beyond?.add(snapshot, this.since);
    if (next === 'recover') {
      const { unit } = this.given.mix;
      this.phase = 'recovering';
      return this.go(Math.max(leastLoad(unit), roundLoad((this.answer?.best ?? 1) / 2, unit)));
    }
    return next === 'over' ? this.stop() : [];
  }

  private go(load: number): SteerOrder[] {
    const { mix, plan } = this.given;
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

const seconds = (duration: string) => Math.round(durationMs(duration) / 1000);
