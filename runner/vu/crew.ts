/** A VU as those see it who tell it when to work. */
export interface CrewMember {
  readonly inIteration: boolean;
  /** Whether the last iteration put anything on the wire. */
  readonly reached: boolean;
  /** When the current iteration was due, or the last one. */
  readonly begunMs: number;
  /** Starts an iteration now that was due at `dueMs`. */
  begin(dueMs: number): void;
  /** Starts an iteration at `dueMs`. */
  beginAt(dueMs: number): void;
  /** Leaves for good; an iteration in progress is cut off and counted as interrupted. */
  leave(): void;
}

/** What a VU works for: decides what it does next. */
export interface Crew {
  /** An iteration is over, by itself or by a failure of the plan. Calls `begin` or `beginAt`, or lets the VU rest. */
  iterationOver(vu: CrewMember, atMs: number): void;
  /** The iteration that will be said to be over now was ended by a failure of the plan. */
  failed?(failure: Error): void;
  /** The VU has no data for the iteration that it was to begin and works no more; called by its `begin`. */
  cannotBegin(vu: CrewMember): void;
}
