import type { SteerAnswer, SteerOrder } from '../steer/order.ts';
import type { EndReason } from './engine.ts';
import type { Series } from './series.ts';
import type { Snapshot } from './snapshot.ts';

/** Steers a run instead of a person: it sees every second and gives orders. */
export type Pilot = {
  /** As whose doing its orders are noted. */
  readonly name: string;
  /** Orders to carry out now, in their order. */
  after(snapshot: Snapshot, series: readonly Series[]): SteerOrder[];
  /** What became of the orders of one moment: the answer to the last one, or the first refusal. May order something else. */
  taken(answer: SteerAnswer): SteerOrder[];
  /** The run is over. */
  ended(reason: EndReason): void;
};
