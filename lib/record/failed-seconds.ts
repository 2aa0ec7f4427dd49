import type { Snapshot } from '../run/snapshot.ts';

export type FailedSecond = Pick<Snapshot, 'second' | 'failures'>;

/** Failures that are kept; of a run that has more, the rest is read each time. */
const MAX_KEPT = 200_000;

/** Failures of blocks that were looked for already, since every window of a run asks for them and most blocks have none. */
export class FailedSeconds {
  private readonly byBlock = new Map<number, readonly FailedSecond[]>();
  private kept = 0;

  /** Of the block that begins with a second; undefined when it was not looked at. */
  get(from: number): readonly FailedSecond[] | undefined {
    return this.byBlock.get(from);
  }

  set(from: number, seconds: readonly FailedSecond[]): void {
    const more = seconds.reduce((sum, { failures }) => sum + failures.length, 0);
    if (this.byBlock.has(from) || this.kept + more > MAX_KEPT) return;
    this.byBlock.set(from, seconds);
    this.kept += more;
  }
}
