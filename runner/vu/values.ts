import type { DataRow } from '../../lib/plan/dataset-rows.ts';

/** What placeholders read: the state of a VU in one iteration, as far as texts can see it. */
export type Values = {
  /** Number of the VU, from 1, unique in the run. */
  readonly number: number;
  /** Iterations that this VU began before this one. */
  readonly iteration: number;
  readonly variables: readonly (string | undefined)[];
  /** Rows drawn for this iteration, by index of the dataset. */
  readonly rows: readonly (DataRow | undefined)[];
};

/** Something that only shows while the plan runs keeps this iteration from going on. The message is for people. */
export class IterationFailure extends Error {
  /** The request that it concerns: index of its series. */
  series: number | null = null;
  constructor(message: string) {
    super(message);
    this.name = 'IterationFailure';
  }
}

/** A placeholder has no value at this moment. */
export class MissingValue extends IterationFailure {
  constructor(name: string) {
    super(
      `{{${name}}} has no value here: the extraction that should have set it found nothing, or it has not happened yet; give the extraction a default, or check what the target answered`,
    );
    this.name = 'MissingValue';
  }
}
