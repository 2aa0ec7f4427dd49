import type { Condition } from '../../lib/plan/condition.ts';
import type { Scenario } from '../../lib/plan/plan.ts';
import type { Step } from '../../lib/plan/step.ts';
import type { Phase } from '../../lib/plan/step-lists.ts';
import { compileRequest } from '../http/request-plan.ts';
import { compileEventStream } from '../streams/event-stream-plan.ts';
import { EventStreamSession } from '../streams/event-stream-session.ts';
import { compileWebSocket } from '../streams/websocket-plan.ts';
import { WebSocketSession } from '../streams/websocket-session.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import { comparison } from './compare.ts';
import type { ScenarioSteps } from './names.ts';
import { compileText, type TextContext, textNow } from './text.ts';
import { compileThink } from './think.ts';
import { MissingValue, type Values } from './values.ts';
import type { Vu } from './vu.ts';

/** Moves a VU on: sets where it continues, and whether it has to wait before. */
export type Instruction = (vu: Vu) => void;

/** The steps of a scenario, compiled: a list of instructions with jumps, performed by a VU one after the other. */
export type Program = {
  instructions: Instruction[];
  /** Counters that a VU needs for its repeats. */
  counters: number;
  /** Variables that a VU needs; the first `kept` of them live as long as the VU, the others as long as an iteration. */
  slots: number;
  kept: number;
  /** Where the VU's setup and its teardown begin; null when it has none. */
  setupAt: number | null;
  teardownAt: number | null;
  /** Datasets from which an iteration draws a row. */
  datasets: number[];
  /** Whether connections are closed when an iteration ends. */
  closesConnections: boolean;
};

/** What is compiled into one program: a scenario, or the setup or teardown of the plan with its phase. */
export type ProgramSource = ScenarioSteps & {
  name: string;
  phase?: Phase;
  connections?: Scenario['connections'];
};

/**
 * Compiles the steps of a scenario. An iteration begins at the first instruction; the setup of the VU goes over into its
 * first iteration.
 */
export function compileScenario(scenario: ProgramSource, toolbox: Toolbox, context: TextContext): Program {
  const { name, phase, vuSetup, steps, vuTeardown } = scenario;
  const compiler = new Compiler(name, toolbox, context);
  compiler.section(steps, phase);
  const { instructions } = compiler;
  const hasMore = vuSetup.length + vuTeardown.length > 0;
  // An iteration is over where there is no further instruction, unless others follow.
  if (hasMore) instructions.push((vu) => vu.complete());
  const setupAt = vuSetup.length > 0 ? instructions.length : null;
  if (setupAt !== null) {
    compiler.section(vuSetup, 'vu-setup');
    instructions.push((vu) => vu.isSetUp());
  }
  const teardownAt = vuTeardown.length > 0 ? instructions.length : null;
  if (teardownAt !== null) {
    compiler.section(vuTeardown, 'vu-teardown');
    instructions.push((vu) => vu.isTornDown());
  }
  return {
    instructions,
    setupAt,
    teardownAt,
    kept: context.names.kept,
    counters: compiler.counters,
    slots: context.names.slots.size,
    datasets: [...context.names.datasetsUsed],
    closesConnections: scenario.connections === 'new-per-iteration',
  };
}

class Compiler {
  readonly instructions: Instruction[] = [];
  counters = 0;
  private readonly scenario: string;
  private phase: Phase | undefined;
  private readonly toolbox: Toolbox;
  private readonly context: TextContext;

  constructor(scenario: string, toolbox: Toolbox, context: TextContext) {
    this.scenario = scenario;
    this.toolbox = toolbox;
    this.context = context;
  }

  section(steps: readonly Step[], phase: Phase | undefined): void {
    this.phase = phase;
    this.steps(steps, '');
  }

  private steps(steps: readonly Step[], group: string): void {
    for (const step of steps) this.step(step, group);
  }

  private step(step: Step, group: string): void {
    switch (step.type) {
      case 'request': {
        const { scenario, phase } = this;
        const plan = compileRequest(step, { scenario, group, phase }, this.toolbox, this.context);
        this.add((vu) => {
          vu.at++;
          vu.request(plan);
        });
        if (plan.mustSucceed) this.add((vu) => vu.haveSucceeded());
        return;
      }
      case 'websocket': {
        const { scenario, phase } = this;
        const plan = compileWebSocket(step, { scenario, group, phase }, this.toolbox, this.context);
        this.add((vu) => {
          vu.at++;
          vu.openSession((dueMs) => new WebSocketSession(plan, this.toolbox, vu, dueMs));
        });
        if (plan.handshake.mustSucceed) this.add((vu) => vu.haveSucceeded());
        return;
      }
      case 'sse': {
        const { scenario, phase } = this;
        const plan = compileEventStream(step, { scenario, group, phase }, this.toolbox, this.context);
        this.add((vu) => {
          vu.at++;
          vu.openSession((dueMs) => new EventStreamSession(plan, this.toolbox, vu, dueMs));
        });
        if (plan.handshake.mustSucceed) this.add((vu) => vu.haveSucceeded());
        return;
      }
      case 'think': {
        const draw = compileThink(step.time);
        this.add((vu) => {
          vu.at++;
          vu.think(draw());
        });
        return;
      }
      case 'set': {
        const slot = this.context.names.slotOf(step.variable);
        const text = compileText(step.value, this.context);
        this.add((vu) => {
          vu.at++;
          vu.setVariable(slot, textNow(text, vu));
        });
        return;
      }
      case 'group':
        this.steps(step.steps, group ? `${group} / ${step.name}` : step.name);
        return;
      case 'repeat':
        this.repeat(step, group);
        return;
      case 'if':
        this.condition(step, group);
        return;
      case 'choose':
        this.choose(step, group);
        return;
    }
  }

  private repeat({ times, steps }: Extract<Step, { type: 'repeat' }>, group: string): void {
    const counter = this.counters++;
    this.add((vu) => {
      vu.counters[counter] = times;
      vu.at++;
    });
    const start = this.instructions.length;
    const leave = this.jump((vu) => (vu.counters[counter] ?? 0) <= 0);
    this.steps(steps, group);
    this.add((vu) => {
      vu.counters[counter] = (vu.counters[counter] ?? 0) - 1;
      vu.at = start;
    });
    leave(this.instructions.length);
  }

  private condition(
    { condition, then, else: otherwise }: Extract<Step, { type: 'if' }>,
    group: string,
  ): void {
    const holds = compileCondition(condition, this.context);
    const toElse = this.jump((vu) => !holds(vu));
    this.steps(then, group);
    const toEnd = this.jump(() => true);
    toElse(this.instructions.length);
    this.steps(otherwise, group);
    toEnd(this.instructions.length);
  }

  private choose({ options }: Extract<Step, { type: 'choose' }>, group: string): void {
    const total = options.reduce((sum, option) => sum + option.weight, 0);
    const starts: number[] = [];
    const limits: number[] = [];
    let end = 0;
    this.add((vu) => {
      const drawn = Math.random() * total;
      const option = limits.findIndex((limit) => drawn < limit);
      vu.at = starts[option] ?? end;
    });
    const leaves = options.map((option) => {
      starts.push(this.instructions.length);
      limits.push((limits.at(-1) ?? 0) + option.weight);
      this.steps(option.steps, group);
      return this.jump(() => true);
    });
    end = this.instructions.length;
    for (const leave of leaves) leave(end);
  }

  private add(instruction: Instruction): void {
    this.instructions.push(instruction);
  }

  /** A jump that is taken when `taken` says so; call the result with where it leads. */
  private jump(taken: (vu: Vu) => boolean): (target: number) => void {
    let target = 0;
    this.add((vu) => {
      vu.at = taken(vu) ? target : vu.at + 1;
    });
    return (known) => {
      target = known;
    };
  }
}

function compileCondition(
  { left, operator, right }: Condition,
  context: TextContext,
): (values: Values) => boolean {
  const actual = compileText(left, context);
  const expected = compileText(String(right ?? ''), context);
  const compare = comparison(operator);
  if (operator !== 'exists') return (values) => compare(textNow(actual, values), textNow(expected, values));
  return (values) => {
    try {
      textNow(actual, values);
      return true;
    } catch (error) {
      if (error instanceof MissingValue) return false;
      throw error;
    }
  };
}
