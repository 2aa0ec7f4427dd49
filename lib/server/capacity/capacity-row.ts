import type { CapacityItem } from '../../api/capacity.ts';
import { CapacityReport } from '../../capacity/report.ts';
import { SearchSetup } from '../../capacity/setup.ts';
import type { ServerContext } from '../context.ts';
import type { Prisma } from '../generated/client.ts';
import { LIST_COLUMNS, listItem } from '../runs/run-row.ts';

export const CAPACITY_COLUMNS = {
  ...LIST_COLUMNS,
  search: true,
  capacity: true,
} as const satisfies Prisma.RunSelect;

export type CapacityRow = Prisma.RunGetPayload<{ select: typeof CAPACITY_COLUMNS }>;

export function setupOf({ search }: Pick<CapacityRow, 'search'>): SearchSetup {
  return SearchSetup.parse(JSON.parse(search ?? 'null'));
}

/** null until it starts. */
export function reportOf({ capacity }: Pick<CapacityRow, 'capacity'>): CapacityReport | null {
  return capacity === null ? null : CapacityReport.parse(JSON.parse(capacity));
}

/** A search as lists show it. */
export function capacityItem(
  row: CapacityRow,
  runs: Pick<ServerContext['runs'], 'waitingFor'>,
): CapacityItem {
  const report = reportOf(row);
  const run = listItem(row, runs);
  return {
    run,
    unit: report?.unit ?? setupOf(row).mix.unit,
    // One that never started is over with its run.
    phase: report?.phase ?? (run.status === 'finished' ? 'over' : 'trying'),
    answer: report?.answer ?? null,
  };
}
