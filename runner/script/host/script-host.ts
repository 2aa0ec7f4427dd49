import { planPeak } from '../../../lib/load/peak.ts';
import { type Lane, laneOf } from '../../../lib/load/share.ts';
import type { Executor } from '../../../lib/plan/executor.ts';
import type { Plan } from '../../../lib/plan/plan.ts';
import type { EndReason } from '../../../lib/run/engine.ts';
import { scriptEnv } from '../../../lib/script/script-env.ts';
import { withheldTags } from '../../../lib/script/system-tags.ts';
import { type OtherWorkers, SETUP_DATA, type SharedValues, type ToWorker } from '../../protocol.ts';
import type { Crew, CrewMember } from '../../vu/crew.ts';
import type { Toolbox } from '../../worker/toolbox.ts';
import type { LogLevel, Tags } from '../guest/host.ts';
import { BuiltinMetrics } from './builtin-metrics.ts';
import { ScriptMetrics } from './metrics.ts';
import { type ScriptKit, ScriptVu } from './script-vu.ts';
import { ScenarioSeries } from './series.ts';
import { ScenarioTally, type WorkerTally } from './tally.ts';
import { Targets } from './targets.ts';
import { filesOf, World } from './world.ts';

type Assignment = Extract<ToWorker, { type: 'prepare' }>;

type Output = { end: (reason: EndReason) => void; log: (level: LogLevel, text: string) => void };

/** The script of a plan in one worker. */
export class ScriptHost {
  readonly world: World;
  private readonly assignment: Assignment;
  private readonly shared: SharedValues;
  private readonly output: Output;

  /** Throws with a sentence when the script cannot run. */
  constructor(assignment: Assignment, shared: SharedValues, output: Output) {
    const { script } = assignment.plan;
    if (!script) throw new Error('The plan has no script');
    this.assignment = assignment;
    this.shared = shared;
    this.output = output;
    this.world = new World(script, filesOf(script));
  }

  /** Where VUs of the script work: with the clock and the recorder of the load, or of a setup. */
  stage(toolbox: Toolbox): ScriptStage {
    return new ScriptStage(this.world, toolbox, this.assignment, this.shared, this.output);
  }
}

/** What the VUs of a script share that work with one toolbox. */
export class ScriptStage {
  private readonly world: World;
  private readonly toolbox: Toolbox & { scriptTargets: Targets };
  private readonly plan: Plan;
  private readonly env: Record<string, string>;
  private readonly metrics: BuiltinMetrics;
  private readonly shared: SharedValues;
  private readonly output: Output;
  /** What the other workers have done, as of a second ago. */
  others: OtherWorkers = { vus: 0, completed: 0, interrupted: 0 };
  private readonly peakVus: number;
  private readonly worker: number;
  private readonly workers: number;
  private readonly tally: WorkerTally = { completed: 0, interrupted: 0 };

  constructor(
    world: World,
    toolbox: Toolbox,
    { plan, environment, secrets, worker, workers }: Assignment,
    shared: SharedValues,
    output: Output,
  ) {
    this.world = world;
    this.toolbox = Object.assign(toolbox, { scriptTargets: new Targets(toolbox.origins) });
    this.plan = plan;
    this.peakVus = planPeak(plan).vus;
    this.worker = worker;
    this.workers = workers;
    this.env = scriptEnv(plan, environment, secrets);
    this.shared = shared;
    this.output = output;
    const metrics = new ScriptMetrics(
      plan.thresholds.map(({ metric }) => metric),
      (text) => output.log('warn', text),
    );
    this.metrics = new BuiltinMetrics(metrics);
    toolbox.recorder.metrics = () => metrics.take();
  }

  /** Makes VUs of a scenario; undefined when the scenario runs no script. */
  maker(
    index: number,
    numberOf: (vu: number) => number,
    startMs: number,
    /** The number of the first iteration. */
    first = 0,
  ): ((vu: number, crew: Crew) => CrewMember) | undefined {
    const scenario = this.plan.scenarios[index];
    const recorder = this.toolbox.recorder.scenarios[index];
    if (!scenario?.script || !recorder) return undefined;
    const kit = this.kit({
      scenario: scenario.name,
      executor: scenario.executor.type,
      load: {
        executor: scenario.executor,
        lane: laneOf(scenario.executor, index, this.worker, this.workers),
      },
      script: scenario.script,
      recorder,
      startMs,
      series: new ScenarioSeries(scenario.name, this.toolbox.recorder),
    });
    return (vu, crew) => new ScriptVu(numberOf(vu), kit, crew, first);
  }

  /** What VUs of a scenario share. */
  kit(
    own: Pick<ScriptKit, 'scenario' | 'executor' | 'script' | 'recorder' | 'series'> & {
      startMs: number;
      /** Null for a setup or teardown. */
      load: { executor: Executor; lane: Lane | null } | null;
    },
  ): ScriptKit {
    const { toolbox, world, plan } = this;
    const { load, ...rest } = own;
    const tally = new ScenarioTally(load?.executor ?? null, load?.lane ?? null, own.startMs, this.tally);
    const settings = plan.script?.settings;
    const tags: Tags = { ...settings?.tags, ...own.script.tags };
    return {
      ...rest,
      tally,
      toolbox,
      world,
      metrics: this.metrics,
      env: this.env,
      tags,
      withheld: withheldTags(settings?.systemTags),
      resetsCookies: !settings?.noCookiesReset,
      reuses: settings?.noConnectionReuse
        ? 'nothing'
        : settings?.noVUConnectionReuse
          ? 'within-iteration'
          : 'always',
      httpDebug: settings?.httpDebug ?? null,
      execution: () => ({
        scenarioStartedAt: Math.round(Date.now() - toolbox.clock.now() + own.startMs),
        scenarioProgress: tally.progress(toolbox.clock.now()),
        runElapsedMs: toolbox.clock.now(),
        vusActive: toolbox.recorder.scenarios.reduce((sum, { vus }) => sum + vus, this.others.vus),
        vusInitialized: this.peakVus,
        iterationsCompleted: this.others.completed + this.tally.completed,
        iterationsInterrupted: this.others.interrupted + this.tally.interrupted,
      }),
      log: this.output.log,
      end: (kind, detail) => this.output.end({ kind, detail }),
      data: () => this.shared[SETUP_DATA] ?? null,
    };
  }
}
