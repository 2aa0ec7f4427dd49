import type { RunListItem } from '../../api/contract.ts';
import { Verdict } from '../../run/summary.ts';
import { RunStatus } from '../../run/view.ts';
import type { ServerContext } from '../context.ts';
import type { Prisma } from '../generated/client.ts';

/** Statuses of runs that are not over. */
export const UNFINISHED: RunStatus[] = ['queued', 'starting', 'running', 'stopping'];

/** What lists read of a run: neither the summary nor the documents. */
export const LIST_COLUMNS = {
  id: true,
  environmentId: true,
  environmentName: true,
  environmentBaseUrl: true,
  release: true,
  gitCommit: true,
  note: true,
  pinned: true,
  search: true,
  status: true,
  verdict: true,
  endReason: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
  durationSeconds: true,
  stepSeconds: true,
  seed: true,
  requests: true,
  failedRate: true,
  requestsPerSecond: true,
  p50: true,
  p95: true,
  p99: true,
  plan: { select: { id: true, name: true } },
  planVersion: { select: { id: true, number: true } },
} as const satisfies Prisma.RunSelect;

export type RunRow = Prisma.RunGetPayload<{ select: typeof LIST_COLUMNS }>;

export function runStatus(text: string): RunStatus {
  return RunStatus.parse(text);
}

export function verdictOf(text: string | null): Verdict | null {
  return Verdict.nullable().parse(text);
}

/** A run as lists and pages show it. */
export function listItem(row: RunRow, runs: Pick<ServerContext['runs'], 'waitingFor'>): RunListItem {
  const status = runStatus(row.status);
  return {
    id: row.id,
    plan: {
      id: row.plan.id,
      name: row.plan.name,
      versionId: row.planVersion.id,
      versionNumber: row.planVersion.number,
    },
    environment: { id: row.environmentId, name: row.environmentName, baseUrl: row.environmentBaseUrl },
    release: row.release,
    gitCommit: row.gitCommit,
    note: row.note,
    pinned: row.pinned,
    status,
    ...(row.search !== null && { isSearch: true }),
    waitingFor: status === 'queued' ? runs.waitingFor(row.id) : null,
    verdict: verdictOf(row.verdict),
    endReason: row.endReason,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    durationSeconds: row.durationSeconds,
    ...(row.stepSeconds !== null && { stepSeconds: row.stepSeconds }),
    seed: row.seed,
    figures: figuresOf(row),
  };
}

/** null where nothing was measured. */
function figuresOf(row: RunRow): RunListItem['figures'] {
  const { requests, failedRate, requestsPerSecond, p50, p95, p99 } = row;
  if (
    requests === null ||
    requests === 0n ||
    failedRate === null ||
    requestsPerSecond === null ||
    p50 === null ||
    p95 === null ||
    p99 === null
  ) {
    return null;
  }
  return { requests: Number(requests), failedRate, requestsPerSecond, p50, p95, p99 };
}

/** What `contains` takes for more than itself, in one database or the other, and what stands for it in texts to search. */
const STAND_INS: Record<string, string> = { '%': '\ue025', _: '\ue05f', '\\': '\ue05c' };

/** A text as it is searched, and searched for: lower-case, and every character only itself. */
export const searchable = (text: string): string =>
  text.toLowerCase().replaceAll(/[%_\\]/g, (char) => STAND_INS[char] ?? char);

/** What the list's search box looks at, in one text. */
export function searchText(
  run: Pick<RunRow, 'plan' | 'environmentName' | 'environmentBaseUrl' | 'release' | 'gitCommit' | 'note'>,
): string {
  const texts = [
    run.plan.name,
    run.environmentName,
    run.environmentBaseUrl,
    run.release,
    run.gitCommit,
    run.note,
  ];
  return searchable(texts.join('\n'));
}
