import type { Snapshot } from '../../lib/run/snapshot.ts';
import { mergeSnapshots } from './merge-snapshots.ts';

/**
 * Puts the seconds of all workers together: a second is passed on as soon as every worker that is still at work has
 * said it, once, in order, without a gap.
 */
export class Seconds {
  private readonly scenarios: number;
  private readonly emit: (snapshot: Snapshot) => void;
  /** The next second that is missing, by worker. */
  private readonly next: number[];
  private readonly ended: boolean[];
  private readonly parts = new Map<number, Snapshot[]>();
  private nextToEmit = 0;
  /** What was done before the first second and counts in it. */
  private before: Snapshot | null = null;

  constructor(workers: number, scenarios: number, emit: (snapshot: Snapshot) => void) {
    this.scenarios = scenarios;
    this.emit = emit;
    this.next = new Array<number>(workers).fill(0);
    this.ended = new Array<boolean>(workers).fill(false);
  }

  /** A worker said a second. */
  add(worker: number, snapshot: Snapshot): void {
    const parts = this.parts.get(snapshot.second);
    if (parts) parts.push(snapshot);
    else this.parts.set(snapshot.second, [snapshot]);
    this.next[worker] = snapshot.second + 1;
    this.emitComplete();
  }

  /** A worker will say nothing more. */
  end(worker: number): void {
    this.ended[worker] = true;
    this.emitComplete();
  }

  /** Counts what was done before the run with its first second. */
  addBefore(snapshot: Snapshot): void {
    this.before = snapshot;
  }

  /** Passes on a second behind all that workers said; they must have ended. Also what was done before, if no second was. */
  append(make: (second: number) => Snapshot): void {
    this.emitNext([make(this.nextToEmit)]);
  }

  /** Second that every worker at work has said; all that were said at all when none is at work. */
  private complete(): number {
    const atWork = this.next.filter((_, worker) => !this.ended[worker]);
    return atWork.length > 0 ? Math.min(...atWork) : Math.max(0, ...this.next);
  }

  private emitComplete(): void {
    for (const end = this.complete(); this.nextToEmit < end; ) {
      const parts = this.parts.get(this.nextToEmit) ?? [];
      this.parts.delete(this.nextToEmit);
      this.emitNext(parts);
    }
  }

  private emitNext(parts: Snapshot[]): void {
    const second = this.nextToEmit++;
    if (this.before) parts.push(this.before);
    this.before = null;
    this.emit(parts.length > 0 ? mergeSnapshots(second, parts) : this.empty(second));
  }

  private empty(second: number): Snapshot {
    const scenarios = Array.from({ length: this.scenarios }, (_, scenario) => ({
      scenario,
      vus: 0,
      iterations: 0,
      interruptedIterations: 0,
      droppedIterations: 0,
      failedIterations: 0,
      iterationDuration: new Uint8Array(0),
    }));
    return {
      second,
      series: [],
      scenarios,
      checks: [],
      errors: [],
      failures: [],
      remotes: [],
      samples: [],
      health: [],
    };
  }
}
