import type { MetricKind } from './metrics.ts';

export interface DeclaredMetric {
  readonly name: string;
  readonly kind: MetricKind;
  /** True where values are milliseconds. */
  readonly isTime: boolean;
}

/** The custom metrics of a worker's script, in the order in which they were first declared. */
export class DeclaredMetrics {
  readonly list: DeclaredMetric[] = [];
  #indexByName = new Map<string, number>();

  declare(name: string, kind: MetricKind, isTime: boolean): number {
    const index = this.#indexByName.get(name);
    if (index === undefined) {
      this.#indexByName.set(name, this.list.length);
      return this.list.push({ name, kind, isTime }) - 1;
    }
    const known = this.list[index] as DeclaredMetric;
    if (known.kind !== kind) {
      throw new Error(`metric '${name}' already exists but with type ${known.kind}, instead of ${kind}`);
    }
    if (known.isTime !== isTime) {
      const word = (time: boolean) => (time ? 'time' : 'default');
      throw new Error(
        `metric '${name}' already exists but with a value type ${word(known.isTime)}, instead of ${word(isTime)}`,
      );
    }
    return index;
  }
}
