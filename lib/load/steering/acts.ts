/**
 * What somebody can do to the load of a scenario while it goes on. Values are VUs, or iterations per second.
 *
 * `set` holds to the end of the stage, and the next one starts from there. `hold` keeps what there is until `go-on`,
 * `extend` for a while; the stage then goes on where it was. `skip` goes to the end of the stage at once. `pause` takes
 * all load away until `resume`. `stop` ends the schedule.
 */
export type LoadChange =
  | { kind: 'set'; value: number }
  | { kind: 'extend'; ms: number }
  | { kind: 'hold' | 'go-on' | 'skip' | 'pause' | 'resume' | 'stop' };

/** A change of one scenario (an index), `intoMs` after its start: whole milliseconds, negative before it. */
export type ScenarioAct = LoadChange & { scenario: number; intoMs: number };

/** What is not ended by hand ends by itself after so long. Milliseconds. */
export const OPEN_MS = 86_400_000;

/** The acts of one scenario, in their order. */
export const actsOf = (acts: readonly ScenarioAct[], scenario: number): ScenarioAct[] =>
  acts.filter((act) => act.scenario === scenario);
