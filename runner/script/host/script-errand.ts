import type { Series } from '../../../lib/run/series.ts';
import type { Snapshot } from '../../../lib/run/snapshot.ts';
import { Alarm } from '../../executors/alarm.ts';
import {
  type ErrandPhase,
  SETUP_DATA,
  type SharedValues,
  SUMMARY_DATA,
  SUMMARY_FILES,
} from '../../protocol.ts';
import { ScenarioRecorder } from '../../recorder/scenario-recorder.ts';
import type { Errand, ErrandResult } from '../../worker/errand.ts';
import type { Toolbox } from '../../worker/toolbox.ts';
import type { ScriptStage } from './script-host.ts';
import { ScriptVu } from './script-vu.ts';
import { ScenarioSeries } from './series.ts';
import { placed } from './world.ts';

type Parts = {
  stage: ScriptStage;
  toolbox: Toolbox;
  phase: ErrandPhase;
  shared: SharedValues;
  timeoutMs: number;
  snapshots: Snapshot[];
  added: Series[];
};

/** Runs setup(), teardown() or handleSummary() of a script once, by a VU of its own with the number 0. */
export class ScriptErrand implements Errand {
  private readonly parts: Parts;
  private readonly vu: ScriptVu;
  private readonly alarm: Alarm;
  private failure: string | null = null;
  private timedOut = false;
  private shared: SharedValues = {};
  private done: ((result: ErrandResult) => void) | null = null;

  constructor(parts: Parts) {
    this.parts = parts;
    const { stage, toolbox, phase, timeoutMs } = parts;
    const kit = stage.kit({
      scenario: '',
      executor: '',
      load: null,
      script: { exec: phase, env: {}, tags: {} },
      recorder: new ScenarioRecorder(-1),
      startMs: 0,
      series: new ScenarioSeries('', toolbox.recorder),
    });
    this.vu = new ScriptVu(0, kit, NO_CREW);
    this.alarm = new Alarm(toolbox.alarms, () => {
      this.timedOut = true;
      this.stop(`${this.exec}() took longer than ${timeoutMs / 1000} s`);
    });
  }

  start(done: (result: ErrandResult) => void): void {
    const { toolbox, phase, timeoutMs } = this.parts;
    this.done = done;
    toolbox.clock.start(process.hrtime.bigint());
    this.alarm.set(timeoutMs);
    try {
      this.vu.load();
      this.vu.perform(phase, this.exec, this.given(), (ending) => {
        if (ending.ok) this.keep(ending.value);
        else this.failure ??= placed(ending.message, ending.stack);
        if (phase !== 'summary') this.vu.lasted(phase, toolbox.clock.now());
        this.finish();
      });
    } catch (error) {
      this.stop(error instanceof Error ? error.message : String(error));
    }
  }

  stop(because: string): void {
    this.failure ??= because;
    this.finish();
  }

  private get exec(): string {
    return this.parts.phase === 'summary' ? 'handleSummary' : this.parts.phase;
  }

  private given(): unknown[] {
    const { phase, shared } = this.parts;
    const json = phase === 'setup' ? undefined : shared[phase === 'summary' ? SUMMARY_DATA : SETUP_DATA];
    return json === undefined ? [] : [this.vu.kit.world.guest.fromJson(json)];
  }

  private keep(value: unknown): void {
    const { guest } = this.vu.kit.world;
    switch (this.parts.phase) {
      case 'setup': {
        const json = guest.jsonOf(value);
        if (json !== null) this.shared = { [SETUP_DATA]: json };
        return;
      }
      case 'summary': {
        const files = guest.summaryFiles(value);
        if (typeof files === 'string') this.shared = { [SUMMARY_FILES]: files };
        else this.failure ??= files.problem;
        return;
      }
    }
  }

  private finish(): void {
    const { done, parts } = this;
    if (!done) return;
    this.done = null;
    this.vu.leave();
    parts.toolbox.alarms.close();
    parts.toolbox.recorder.finish();
    done({
      failure: this.failure,
      timedOut: this.timedOut,
      shared: this.shared,
      snapshots: parts.snapshots,
      added: parts.added,
    });
  }
}

const NO_CREW = { iterationOver() {}, cannotBegin() {} };
