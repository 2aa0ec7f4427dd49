const MOST = 60;

/** Counts over a run of any length in at most 60 stretches: they become twice as long when there would be more. */
export class Trend {
  private secondsPerCount = 1;
  private counts: number[] = [];

  add(second: number, count: number): void {
    while (second >= this.secondsPerCount * MOST) this.widen();
    const at = Math.floor(second / this.secondsPerCount);
    while (this.counts.length <= at) this.counts.push(0);
    this.counts[at] = (this.counts[at] ?? 0) + count;
  }

  figures(): { secondsPerCount: number; counts: number[] } {
    return { secondsPerCount: this.secondsPerCount, counts: [...this.counts] };
  }

  private widen(): void {
    this.secondsPerCount *= 2;
    const half = Math.ceil(this.counts.length / 2);
    this.counts = Array.from(
      { length: half },
      (_, index) => (this.counts[2 * index] ?? 0) + (this.counts[2 * index + 1] ?? 0),
    );
  }
}
