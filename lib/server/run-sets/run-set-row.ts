import { type RunSet, RunSetKind, RunSetSide } from '../../api/run-sets.ts';
import { setSentence, setState } from '../../compare/set-words.ts';
import type { ServerContext } from '../context.ts';
import type { Prisma } from '../generated/client.ts';
import { LIST_COLUMNS, listItem } from '../runs/run-row.ts';

export const SET_COLUMNS = {
  id: true,
  kind: true,
  createdAt: true,
  plan: { select: { id: true, name: true } },
  runs: { select: { ...LIST_COLUMNS, setPosition: true, setSide: true }, orderBy: { setPosition: 'asc' } },
} as const satisfies Prisma.RunSetSelect;

export function runSet(
  row: Prisma.RunSetGetPayload<{ select: typeof SET_COLUMNS }>,
  control: Pick<ServerContext['runs'], 'waitingFor'>,
): RunSet {
  const kind = RunSetKind.parse(row.kind);
  const runs = row.runs.map((run) => ({
    position: run.setPosition ?? 0,
    side: RunSetSide.parse(run.setSide),
    run: listItem(run, control),
  }));
  return {
    ...{ id: row.id, kind, plan: row.plan, createdAt: row.createdAt.toISOString(), runs },
    ...{ state: setState(runs), sentence: setSentence(kind, runs) },
  };
}
