import { planPeak } from '../load/peak.ts';
import { startTimesOf } from '../load/start-times.ts';
import { actsOf, type ScenarioAct } from '../load/steering/acts.ts';
import { courseOf, type Part, partAt } from '../load/steering/course.ts';
import { steeredPlan } from '../load/steering/steered-plan.ts';
import type { RunRequest } from '../run/engine.ts';
import type { SteerAnswer, SteerOrder } from './order.ts';
import { loadInWords } from './order-words.ts';

/** More of one scenario would not fit into a plan that replays them. */
const MOST_ACTS = 150;

/** One scenario at the moment of an order. */
type Place = {
  scenario: number;
  name: string;
  /** Since its start; null while it waits for another scenario. */
  intoMs: number | null;
  /** null: it cannot be steered, or its schedule is over. */
  part: Part | null;
  endsByIterations: boolean;
};

/**
 * Turns orders into acts of scenarios, or says why not. It knows what was ordered before and which scenarios have started,
 * and keeps the load within the ceilings of the environment.
 */
export class Helm {
  readonly acts: ScenarioAct[] = [];
  private readonly request: Pick<RunRequest, 'plan' | 'environment'>;
  private readonly startedMs: (number | undefined)[];
  private pausedMs: number | null = null;
  private hasStopped = false;

  constructor(request: Pick<RunRequest, 'plan' | 'environment'>) {
    this.request = request;
    const { scenarios } = request.plan;
    const planned = startTimesOf(scenarios);
    this.startedMs = scenarios.map(({ startAfter }, index) =>
      startAfter === undefined ? (planned[index]?.plannedMs ?? 0) : undefined,
    );
  }

  /** A scenario that waited for another starts. */
  started(scenario: number, atMs: number): void {
    this.startedMs[scenario] = atMs;
  }

  /** Since when the whole run is paused, milliseconds since its start; null when it is not. */
  get pausedSinceMs(): number | null {
    return this.pausedMs;
  }

  /** The acts of an order that takes effect `atMs` after the start of the run. They count from now on. */
  take(order: SteerOrder, atMs: number): SteerAnswer {
    const acts = this.actsFor(order, Math.ceil(atMs));
    if (typeof acts === 'string') return { ok: false, problem: acts };
    this.acts.push(...acts);
    if (order.kind === 'pause' && order.scenario === undefined) this.pausedMs = Math.ceil(atMs);
    if (order.kind === 'resume' && order.scenario === undefined) this.pausedMs = null;
    if (order.kind === 'stop') this.hasStopped = true;
    return { ok: true, atMs: Math.ceil(atMs), acts };
  }

  private actsFor(order: SteerOrder, atMs: number): ScenarioAct[] | string {
    const { scenario: name, ...change } = order;
    if (this.hasStopped) return 'The run is being stopped.';
    const isFull = this.request.plan.scenarios.some(
      (_, index) => actsOf(this.acts, index).length >= MOST_ACTS,
    );
    if (isFull && change.kind !== 'stop') return `A run is steered at most ${MOST_ACTS} times.`;
    const all = this.request.plan.scenarios.map((_, index) => this.placeOf(index, atMs));
    if (change.kind === 'stop') {
      if (name !== undefined) return 'Only the whole run can be stopped.';
      return all.map(({ scenario, intoMs }) => ({ ...change, scenario, intoMs: intoMs ?? -1 }));
    }
    const meant = name === undefined ? all : all.filter((place) => place.name === name);
    if (meant.length === 0) return `There is no scenario "${name}".`;
    const problem = this.problem(order, meant);
    if (problem !== null) return problem;
    return meant.flatMap(({ scenario, intoMs, part }) =>
      intoMs !== null && part !== null && fits(order, part) ? [{ ...change, scenario, intoMs }] : [],
    );
  }

  private placeOf(scenario: number, atMs: number): Place {
    const { name = '', executor } = this.request.plan.scenarios[scenario] ?? {};
    const startMs = this.startedMs[scenario];
    const intoMs = startMs === undefined ? null : Math.round(atMs - startMs);
    const course = executor ? courseOf(executor, actsOf(this.acts, scenario)) : null;
    const part = course === null || intoMs === null ? null : partAt(course, Math.max(0, intoMs));
    return { scenario, name, intoMs, part, endsByIterations: course === null };
  }

  /** Why nothing of what is meant can take the order; null when something can. */
  private problem(order: SteerOrder, meant: readonly Place[]): string | null {
    const iterations = meant.find(({ endsByIterations }) => endsByIterations);
    if (iterations && (order.kind === 'pause' || meant.length === 1))
      return `"${iterations.name}" ends by its iterations: it can be stopped, but not steered.`;
    if (order.kind === 'set') return this.settingProblem(order, meant);
    const able = meant.filter(({ part, intoMs }) => part && intoMs !== null && fits(order, part));
    if (able.length > 0) return null;
    if (meant.some(({ part }) => part?.open?.by === 'pause') && order.kind !== 'pause')
      return 'The run is paused; resume it first.';
    const waiting = meant.every(({ intoMs }) => intoMs === null || intoMs < 0);
    return waiting ? 'It has not started yet.' : order.kind === 'stop' ? null : NOTHING[order.kind];
  }

  private settingProblem(
    order: Extract<SteerOrder, { kind: 'set' }>,
    meant: readonly Place[],
  ): string | null {
    const [place, ...others] = meant;
    if (!place || others.length > 0) return 'Say of which scenario: this run has several.';
    const { executor } = this.request.plan.scenarios[place.scenario] ?? {};
    if (!executor) return `There is no scenario "${place.name}".`;
    const { part, intoMs } = place;
    if (intoMs === null || intoMs < 0 || (part?.stage ?? 0) < 0)
      return `"${place.name}" has not started yet.`;
    if (!part) return `The schedule of "${place.name}" is over.`;
    if (part.open?.by === 'pause') return 'The run is paused; resume it first.';
    const { value } = order;
    const isRate = 'maxVUs' in executor;
    if (!(value >= 0) || (!isRate && !Number.isInteger(value)))
      return `${value} is not a number of ${isRate ? 'iterations per second' : 'users'}.`;
    if (value <= part.from) return null;
    const { environment, plan } = this.request;
    const ceiling = `the environment "${environment.name}" allows`;
    if (isRate)
      return value > environment.maxRequestsPerSecond
        ? `${loadInWords(executor, value)} are more than ${ceiling}: ${environment.maxRequestsPerSecond} requests per second.`
        : null;
    const act: ScenarioAct = { kind: 'set', value, scenario: place.scenario, intoMs };
    const { vus } = planPeak(steeredPlan(plan, [...this.acts, act]));
    return vus > environment.maxVUs
      ? `That would be up to ${vus} users, but ${ceiling} ${environment.maxVUs}.`
      : null;
  }
}

/** Whether an order means something where a scenario is now. */
function fits({ kind }: SteerOrder, { open }: Part): boolean {
  switch (kind) {
    case 'pause':
      return open?.by !== 'pause';
    case 'resume':
      return open?.by === 'pause';
    case 'go-on':
      return open?.by === 'hold';
    case 'hold':
    case 'extend':
      return open === undefined;
    default:
      return open?.by !== 'pause';
  }
}

const NOTHING: Record<Exclude<SteerOrder['kind'], 'set' | 'stop'>, string> = {
  hold: 'This load is held already.',
  'go-on': 'Nothing is held.',
  skip: 'The schedule is over.',
  extend: 'Nothing can be extended: the load is held, or the schedule is over.',
  pause: 'The run is paused already.',
  resume: 'Nothing is paused.',
};
