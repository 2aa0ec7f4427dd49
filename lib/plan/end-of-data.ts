import type { Dataset } from './dataset.ts';

export type EndOfData = NonNullable<Dataset['atEnd']>;

/** What happens when no row is left. */
export function endOfData({ order, atEnd }: Pick<Dataset, 'order' | 'atEnd'>): EndOfData {
  if (order === 'random') return 'start-over';
  return atEnd ?? (order === 'sequential' ? 'start-over' : 'error');
}
