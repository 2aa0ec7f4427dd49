import type { Environment } from '../../lib/plan/environment.ts';
import type { Plan, Scenario } from '../../lib/plan/plan.ts';
import type { Step } from '../../lib/plan/step.ts';
import { isStreamStep, readsOf } from '../../lib/plan/stream-step.ts';
import { childSteps } from '../../lib/run/series.ts';
import type { TemplatePart } from '../../lib/template/template.ts';

/** Where the value of a name is found while a VU runs. */
export type NamePlace =
  /** A variable of the plan's setup, known when the run begins; before that the value from further outside. */
  | { at: 'shared'; otherwise: string | undefined }
  /** The same for every VU and iteration. */
  | { at: 'constant'; value: string }
  /** A variable that this scenario sets or extracts; before that the value from outside, if there is one. */
  | { at: 'slot'; slot: number; otherwise: string | undefined; shared: boolean }
  /** A column of the row that the iteration drew. */
  | { at: 'column'; dataset: number; column: string };

type NamePart = Extract<TemplatePart, { kind: 'name' }>;

/**
 * The names that one scenario knows, resolved once. Nearest first: variables of the iteration and of the VU, of the
 * scenario, of the plan's setup, of the plan, of the environment, secrets.
 */
export class Names {
  /** Variables of an iteration: how many slots a VU needs. */
  readonly slots: ReadonlyMap<string, number>;
  /** Indices of the datasets that this scenario uses; filled while texts are compiled. */
  readonly datasetsUsed = new Set<number>();
  /** So many of the first slots are the VU's for good: what its setup sets. */
  readonly kept: number;
  /** What the setup of the plan has set; filled when the run begins. */
  readonly shared: Readonly<Record<string, string>>;
  private readonly fromSetup: Set<string>;
  private readonly fixed: Map<string, string>;
  private readonly datasets: Map<string, number>;

  constructor(
    plan: Plan,
    scenario: ScenarioSteps,
    environment: Environment,
    secrets: Record<string, string>,
    shared: Readonly<Record<string, string>> = {},
  ) {
    this.shared = shared;
    // Of the same name, the scenario's own variable is nearer.
    this.fromSetup = variablesOf(plan.setup).difference(new Set(Object.keys(scenario.variables)));
    const kept = variablesOf(scenario.vuSetup);
    this.kept = kept.size;
    const all = variablesOf([...scenario.vuSetup, ...scenario.steps, ...scenario.vuTeardown]);
    this.fixed = new Map([
      ...Object.entries(secrets),
      ...Object.entries(environment.variables),
      ...Object.entries(plan.variables),
      ...Object.entries(scenario.variables),
    ]);
    this.slots = new Map([...all].map((name, slot) => [name, slot]));
    this.datasets = new Map(plan.data.map(({ name }, index) => [name, index]));
  }

  slotOf(name: string): number {
    const slot = this.slots.get(name);
    if (slot === undefined) throw new Error(`The scenario has no variable ${name}`);
    return slot;
  }

  /** undefined: nothing defines the name. */
  find({ name, dataset }: NamePart): NamePlace | undefined {
    if (dataset) {
      const index = this.datasets.get(dataset.name);
      if (index === undefined) return undefined;
      this.datasetsUsed.add(index);
      return { at: 'column', dataset: index, column: dataset.column };
    }
    const slot = this.slots.get(name);
    const value = this.fixed.get(name);
    const shared = this.fromSetup.has(name);
    if (slot !== undefined) return { at: 'slot', slot, otherwise: value, shared };
    if (shared) return { at: 'shared', otherwise: value };
    return value === undefined ? undefined : { at: 'constant', value };
  }
}

/** As much of a scenario as its names need. */
export type ScenarioSteps = Pick<Scenario, 'variables' | 'vuSetup' | 'steps' | 'vuTeardown'>;

/** Names of the variables that steps set or extract, in document order. */
function variablesOf(steps: readonly Step[], found = new Set<string>()): Set<string> {
  for (const step of steps) {
    if (step.type === 'set') found.add(step.variable);
    if (step.type === 'request') for (const { as } of step.extract) found.add(as);
    if (isStreamStep(step))
      for (const { extract } of readsOf(step)) for (const { as } of extract) found.add(as);
    variablesOf(childSteps(step), found);
  }
  return found;
}
