import { LatencyHistogram } from '../../../lib/histogram/latency-histogram.ts';
import { Environment } from '../../../lib/plan/environment.ts';
import { Plan, type PlanInput } from '../../../lib/plan/plan.ts';
import type { EndReason, EngineEvent, EngineRun } from '../../../lib/run/engine.ts';
import { seriesOf } from '../../../lib/run/series.ts';
import {
  LATENCIES,
  type LatencyName,
  type SeriesSnapshot,
  type Snapshot,
} from '../../../lib/run/snapshot.ts';
import type { SteerAnswer, SteerOrder } from '../../../lib/steer/order.ts';
import { startRun } from '../../../runner/run.ts';

type Scenario = PlanInput['scenarios'][number];
const COUNTERS = [
  'count',
  'failed',
  'interrupted',
  'refused',
  'bytesReceived',
  'bytesSent',
  'bytesDecoded',
  'connections',
  'messagesReceived',
  'messagesSent',
] as const;
type Counters = Pick<SeriesSnapshot, (typeof COUNTERS)[number]>;

/** One request name over the whole run. */
export type Figures = Counters & {
  statuses: Record<string, number>;
  errors: Record<string, number>;
  latency: Record<LatencyName, LatencyHistogram>;
};

export type Setup = {
  scenarios: Scenario[];
  baseUrl: string;
  workers?: number;
  plan?: Partial<PlanInput>;
  environment?: Partial<Environment>;
  secrets?: Record<string, string>;
};

/** A run, and everything the engine says about it. */
export class Play {
  readonly events: EngineEvent[] = [];
  readonly started: Promise<void>;
  private readonly plan: Plan;
  private readonly run: EngineRun;

  constructor({ scenarios, baseUrl, workers = 1, plan, environment, secrets = {} }: Setup) {
    this.plan = Plan.parse({ version: 1, name: 'accuracy', scenarios, ...plan });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.started = promise;
    this.run = startRun(
      {
        plan: this.plan,
        environment: Environment.parse({
          baseUrl,
          maxVUs: 10_000,
          maxRequestsPerSecond: 1_000_000,
          ...environment,
        }),
        secrets,
        workers,
      },
      (event) => {
        this.events.push(event);
        if (event.type === 'started') resolve();
      },
    );
    this.run.finished.then(() => resolve());
  }

  get finished(): Promise<EndReason> {
    return this.run.finished;
  }

  stop(reason: EndReason = { kind: 'stopped', by: 'user' }): void {
    this.run.stop(reason);
  }

  steer(order: SteerOrder): SteerAnswer {
    return this.run.steer(order, 'the test');
  }

  /** Resolves when the second was said. */
  async second(second: number): Promise<void> {
    while (!this.snapshots.some((snapshot) => snapshot.second >= second))
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  get snapshots(): Snapshot[] {
    return this.events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot] : []));
  }

  /** By request name. */
  figures(): Record<string, Figures> {
    const names = seriesOf(this.plan).map(({ name }) => name);
    const figures: Record<string, Figures> = {};
    for (const part of this.snapshots.flatMap(({ series }) => series))
      add(figures, names[part.series] ?? '?', part);
    return figures;
  }

  /** Figures of a request name that must have been used. */
  of(name: string): Figures {
    const figures = this.figures()[name];
    if (!figures) throw new Error(`No request was counted as ${name}; ${this.note()}`);
    return figures;
  }

  /** Iterations of a scenario. */
  iterations(scenario = 0) {
    const total = { iterations: 0, interruptedIterations: 0, droppedIterations: 0, failedIterations: 0 };
    for (const one of this.snapshots.flatMap(({ scenarios }) => scenarios)) {
      if (one.scenario !== scenario) continue;
      total.iterations += one.iterations;
      total.interruptedIterations += one.interruptedIterations;
      total.droppedIterations += one.droppedIterations;
      total.failedIterations += one.failedIterations;
    }
    return total;
  }

  get errors() {
    return this.snapshots.flatMap(({ errors }) => errors);
  }

  /** How the generator itself fared, for messages of failing tests. */
  note(): string {
    const health = this.snapshots.flatMap((snapshot) => snapshot.health);
    const most = (numbers: number[]) => Math.max(0, ...numbers);
    const delay = Object.values(this.figures()).map(({ latency }) => latency.sendDelay.percentile(99) / 1000);
    return `generator: send delay p99 ${most(delay).toFixed(1)} ms, event-loop delay up to ${(most(health.map((one) => one.maxEventLoopDelayUs)) / 1000).toFixed(0)} ms, CPU up to ${(most(health.map((one) => one.cpuUs)) / 1e4).toFixed(0)} % of a core; it ended with ${JSON.stringify(this.events.at(-1))}`;
  }
}

/** Plays a plan to its end. */
export async function play(setup: Setup): Promise<Play> {
  const one = new Play(setup);
  await one.finished;
  return one;
}

function add(figures: Record<string, Figures>, name: string, part: SeriesSnapshot): void {
  figures[name] ??= {
    count: 0,
    failed: 0,
    interrupted: 0,
    refused: 0,
    bytesReceived: 0,
    bytesSent: 0,
    bytesDecoded: 0,
    connections: 0,
    messagesReceived: 0,
    messagesSent: 0,
    statuses: {},
    errors: {},
    latency: Object.fromEntries(
      LATENCIES.map((latency) => [latency, new LatencyHistogram()]),
    ) as Figures['latency'],
  };
  const one = figures[name];
  for (const key of COUNTERS) one[key] += part[key];
  for (const [status, count] of Object.entries(part.statuses))
    one.statuses[status] = (one.statuses[status] ?? 0) + count;
  for (const [kind, count] of Object.entries(part.errors))
    one.errors[kind] = (one.errors[kind] ?? 0) + (count ?? 0);
  for (const latency of LATENCIES) one.latency[latency].mergeEncoded(part[latency]);
}
