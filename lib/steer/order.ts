import type { LoadChange, ScenarioAct } from '../load/steering/acts.ts';

/** What somebody wants of the load, of one scenario by its name or of all. */
export type SteerOrder = LoadChange & { scenario?: string };

/** What becomes of it: changes that all load workers make at the same moment, `atMs` after the start of the run. */
export type SteerAnswer =
  | { ok: true; atMs: number; acts: ScenarioAct[] }
  /** A sentence about what is in the way. */
  | { ok: false; problem: string };
