import { increase } from './prometheus/histogram.ts';

/** Turns counters that are looked at now and then into what they did in between. */
export class Counters {
  private before: { values: ReadonlyMap<string, number>; atMs: number } | undefined;
  private grown: ReadonlyMap<string, number> = new Map();
  /** Between the last two looks; 0 at the first. */
  seconds = 0;

  look(values: ReadonlyMap<string, number>, atMs: number): void {
    const { before } = this;
    this.seconds = before ? (atMs - before.atMs) / 1000 : 0;
    this.grown = new Map(
      before
        ? [...values].flatMap(([name, value]) => {
            const was = before.values.get(name);
            return was === undefined ? [] : [[name, increase(was, value)]];
          })
        : [],
    );
    this.before = { values, atMs };
  }

  /** Null of what is new. */
  growth(name: string): number | null {
    return this.grown.get(name) ?? null;
  }

  rate(name: string): number | null {
    const grown = this.growth(name);
    return grown === null || this.seconds <= 0 ? null : grown / this.seconds;
  }

  /** How much one grew for each of the other; null when the other did not. */
  ratio(name: string, each: string): number | null {
    const [one, other] = [this.growth(name), this.growth(each)];
    return one === null || !other ? null : one / other;
  }
}
