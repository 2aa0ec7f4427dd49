import { LatencyHistogram } from '../../histogram/latency-histogram.ts';
import type { SeriesSnapshot, Snapshot } from '../../run/snapshot.ts';
import { Heap } from './heap.ts';

/** Seconds; drawn anew for every request, or every thought. */
export type Draw = () => number;

export type TargetModel = {
  slots: number;
  service: Draw;
  /** Closed model: how long a user thinks between an answer and the next request. Open model when left out. */
  think?: Draw;
  /** Requests that may wait; more are turned away at once. */
  queue?: number;
  /** By what a request takes longer for every other one that waits. */
  slowedBy?: number;
  /** From so many waiting on, it never answers in time again until it is left alone for good: it fails what it takes on. */
  breaksAt?: number;
};

const NONE = new Uint8Array(0);
const TURNED_AWAY_SECONDS = 0.001;

/**
 * A target of which everything is known: so many slots, first come, first served. Time is virtual; one call is one second. With
 * users each comes back when its answer has come and it has thought; with a rate requests come evenly spaced.
 */
export class SimulatedTarget {
  private readonly model: TargetModel;
  private now = 0;
  private second = 0;
  private load = 0;
  private users = 0;
  /** Users that shall leave when they come back. */
  private leaving = 0;
  private nextArrival = 0;
  private readonly arrivals = new Heap();
  private readonly free = new Heap();
  private readonly busyUntil = new Heap();
  private isBroken = false;
  private readonly ended = new Map<number, { ms: number; failed: boolean }[]>();
  private readonly histogram = new LatencyHistogram();

  constructor(model: TargetModel) {
    this.model = model;
    for (let slot = 0; slot < model.slots; slot++) this.free.push(0);
  }

  /** Users, or requests per second, from a moment of virtual time on (seconds). */
  set(load: number, at = this.now): void {
    if (this.model.think) {
      this.leaving += Math.max(0, this.users - load);
      const back = Math.min(this.leaving, Math.max(0, load - this.users));
      this.leaving -= back;
      for (let user = this.users + back; user < load; user++) this.arrivals.push(at + this.model.think());
      this.users = load;
    } else if (this.load === 0) this.nextArrival = at;
    this.load = load;
  }

  /** Lets one second pass. `changes` are loads and when in this second they begin, 0 to 1. */
  pass(change?: { load: number; into: number }): Snapshot {
    const end = this.second + 1;
    if (change) {
      this.runUntil(this.second + change.into);
      this.set(change.load, this.second + change.into);
    }
    this.runUntil(end);
    const snapshot = this.snapshot();
    this.second = end;
    return snapshot;
  }

  private runUntil(end: number): void {
    if (this.model.think) {
      for (let at = this.arrivals.least; at !== undefined && at < end; at = this.arrivals.least) {
        this.arrivals.pop();
        if (this.leaving > 0) this.leaving--;
        else this.arrivals.push(this.serve(at) + this.model.think());
      }
    } else {
      while (this.load > 0 && this.nextArrival < end) {
        this.serve(this.nextArrival);
        this.nextArrival += 1 / this.load;
      }
    }
    this.now = end;
  }

  /** When the answer of a request that comes now will have come. */
  private serve(at: number): number {
    const { slots, service, queue, slowedBy = 0, breaksAt } = this.model;
    for (let done = this.busyUntil.least; done !== undefined && done <= at; done = this.busyUntil.least)
      this.busyUntil.pop();
    const waiting = Math.max(0, this.busyUntil.size - slots);
    if (breaksAt !== undefined && waiting >= breaksAt) this.isBroken = true;
    if (this.isBroken || (queue !== undefined && waiting >= queue))
      return this.end(at, at + TURNED_AWAY_SECONDS, true);
    const start = Math.max(at, this.free.pop() ?? at);
    const done = start + service() * (1 + slowedBy * waiting);
    this.free.push(done);
    this.busyUntil.push(done);
    return this.end(at, done, false);
  }

  private end(from: number, at: number, failed: boolean): number {
    const second = Math.floor(at);
    const others = this.ended.get(second) ?? [];
    this.ended.set(second, others);
    others.push({ ms: (at - from) * 1000, failed });
    return at;
  }

  private snapshot(): Snapshot {
    const requests = this.ended.get(this.second) ?? [];
    this.ended.delete(this.second);
    this.histogram.reset();
    for (const { ms } of requests) this.histogram.record(ms * 1000);
    const responseTime = this.histogram.encode();
    const failed = requests.filter((one) => one.failed).length;
    return {
      second: this.second,
      series: requests.length === 0 ? [] : [seriesOf(requests.length, failed, responseTime)],
      scenarios: [
        {
          ...{ scenario: 0, vus: this.users, iterations: requests.length, iterationDuration: NONE },
          ...{ interruptedIterations: 0, droppedIterations: 0, failedIterations: 0 },
        },
      ],
      ...{ checks: [], errors: [], failures: [], remotes: [], samples: [], health: [] },
    };
  }
}

const seriesOf = (count: number, failed: number, responseTime: Uint8Array): SeriesSnapshot => ({
  ...{ series: 0, count, failed, interrupted: 0, refused: 0, statuses: {}, errors: {} },
  ...{ bytesReceived: 0, bytesSent: 0, bytesDecoded: 0, connections: 0 },
  ...{ messagesReceived: 0, messagesSent: 0 },
  ...{ responseTime, serviceTime: responseTime, sendDelay: NONE, dns: NONE, connecting: NONE, tls: NONE },
  ...{ waiting: NONE, receiving: NONE, session: NONE, firstMessage: NONE, roundTrip: NONE },
});

export const fixed =
  (seconds: number): Draw =>
  () =>
    seconds;

export const exponential =
  (mean: number, random: () => number): Draw =>
  () =>
    -mean * Math.log(1 - random());

/** Evenly between so much less and so much more than the mean, as a share of it. */
export const around =
  (mean: number, share: number, random: () => number): Draw =>
  () =>
    mean * (1 + share * (2 * random() - 1));
