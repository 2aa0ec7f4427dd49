import type { Condition } from '../../lib/plan/condition.ts';
import type { Scenario } from '../../lib/plan/plan.ts';
import type { Step } from '../../lib/plan/step.ts';
import { compileRequest } from '../http/request-plan.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import { comparison } from './compare.ts';
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
  /** Variables that a VU needs. */
  slots: number;
  /** Datasets from which an iteration draws a row. */
  datasets: number[];
};

export function compileScenario(scenario: Scenario, toolbox: Toolbox, context: TextContext): Program {
  const compiler = new Compiler(scenario.name, toolbox, context);
  compiler.steps(scenario.steps, '');
  return {
    instructions: compiler.instructions,
    counters: compiler.counters,
    slots: context.names.slots.size,
    datasets: [...context.names.datasetsUsed],
  };
}

class Compiler {
  readonly instructions: Instruction[] = [];
  counters = 0;
  private readonly scenario: string;
  private readonly toolbox: Toolbox;
  private readonly context: TextContext;

  constructor(scenario: string, toolbox: Toolbox, context: TextContext) {
    this.scenario = scenario;
    this.toolbox = toolbox;
    this.context = context;
  }

  steps(steps: readonly Step[], group: string): void {
    for (const step of steps) this.step(step, group);
  }

  private step(step: Step, group: string): void {
    switch (step.type) {
      case 'request': {
        const plan = compileRequest(step, { scenario: this.scenario, group }, this.toolbox, this.context);
        this.add((vu) => {
          vu.at++;
          vu.request(plan);
        });
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
