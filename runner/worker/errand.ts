import type { Series } from '../../lib/run/series.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import { Alarm } from '../executors/alarm.ts';
import { ScenarioRecorder } from '../recorder/scenario-recorder.ts';
import type { Crew } from '../vu/crew.ts';
import { Departures } from '../vu/departures.ts';
import type { Program } from '../vu/program.ts';
import { Vu } from '../vu/vu.ts';
import type { Toolbox } from './toolbox.ts';

/** What an errand gave. */
export type ErrandResult = {
  /** Why it failed; null when it did not. */
  failure: string | null;
  timedOut?: boolean;
  /** What it leaves to all VUs of the run. */
  shared: Record<string, string>;
  /** What it did, as one worker says it: from its own start, second by second. */
  snapshots: Snapshot[];
  /** Series that it made. */
  added: Series[];
};

/** Something that is done once in a run, outside of its load: its setup or its teardown. */
export interface Errand {
  /** To be called once; `done` is called once, also after `stop`. */
  start(done: (result: ErrandResult) => void): void;
  /** Ends it as failed, for a reason that completes "it …". */
  stop(because: string): void;
}

type Parts = {
  /** Its own: the run's clock has not started yet, or stands still. */
  toolbox: Toolbox;
  program: Program;
  /** The variables that it may set, by slot. */
  slots: ReadonlyMap<string, number>;
  timeoutMs: number;
  /** What the toolbox's recorder has posted. */
  snapshots: Snapshot[];
};

/** Performs a list of steps once, by a VU of its own with the number 0. */
export class StepsErrand implements Errand, Crew {
  private readonly parts: Parts;
  private readonly vu: Vu;
  private readonly alarm: Alarm;
  private failure: string | null = null;
  private done: ((result: ErrandResult) => void) | null = null;

  constructor(parts: Parts) {
    this.parts = parts;
    const { toolbox, program, timeoutMs } = parts;
    const kit = {
      toolbox,
      program,
      // Its iteration is not one of the plan's.
      recorder: new ScenarioRecorder(-1),
      drawRow: () => undefined,
      withoutRow: () => null,
      departures: new Departures(),
    };
    this.vu = new Vu(0, kit, this);
    this.alarm = new Alarm(toolbox.alarms, () => this.stop(`took longer than ${timeoutMs / 1000} s`));
  }

  start(done: (result: ErrandResult) => void): void {
    const { clock } = this.parts.toolbox;
    this.done = done;
    clock.start(process.hrtime.bigint());
    this.alarm.set(this.parts.timeoutMs);
    this.vu.begin(clock.now());
  }

  stop(because: string): void {
    this.failure ??= because;
    this.finish();
  }

  failed(failure: Error): void {
    this.failure ??= failure.message;
  }

  iterationOver(): void {
    this.finish();
  }

  cannotBegin(): void {
    this.stop('draws rows, which it cannot');
  }

  private finish(): void {
    const { done, parts } = this;
    if (!done) return;
    this.done = null;
    const shared: Record<string, string> = {};
    for (const [name, slot] of parts.slots) {
      const value = this.vu.variables[slot];
      if (value !== undefined) shared[name] = value;
    }
    this.vu.leave();
    parts.toolbox.alarms.close();
    parts.toolbox.recorder.finish();
    done({ failure: this.failure, shared, snapshots: parts.snapshots, added: [] });
  }
}
