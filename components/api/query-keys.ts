import type { CapacityFilter } from '@/lib/api/capacity.ts';
import type { RunFilter } from '@/lib/api/contract.ts';

/** Under which names answers are kept. What a change makes stale is invalidated by the first word. */
export const queryKeys = {
  plans: () => ['plans'] as const,
  plan: (id: string, versionId?: string) => ['plans', id, versionId ?? 'newest'] as const,
  /** Below the runs: whatever changes them changes what a rule deletes. */
  retention: (planId: string) => ['runs', 'retention', planId] as const,
  environments: () => ['environments'] as const,
  environment: (id: string) => ['environments', id] as const,
  runs: (filter?: Omit<RunFilter, 'cursor'>) =>
    filter ? (['runs', 'list', filter] as const) : (['runs'] as const),
  run: (id: string) => ['runs', 'one', id] as const,
  runPair: (baseline?: string, candidate?: string) => ['runs', 'pair', baseline, candidate] as const,
  /** Every list of runs, whatever its filter. */
  runLists: () => ['runs', 'list'] as const,
  runSamples: (id: string) => ['samples', id] as const,
  runCurves: (id: string, stretch: object | null) => ['runs', 'curves', id, stretch] as const,
  runPiece: (id: string, what: string, stretch: object) => ['runs', what, id, stretch] as const,
  runWindow: (id: string, stretch: object | null) => ['runs', 'window', id, stretch] as const,
  runEstimates: (ids: { baseline: string; candidate: string }) => ['runs', 'estimates', ids] as const,
  runFindings: (id: string, isOver: boolean) => ['runs', 'findings', id, isOver] as const,
  findingChanges: (runs: { baseline: string; candidate: string } | null) =>
    ['runs', 'finding-changes', runs] as const,
  runProbes: (id: string, stretch: object) => ['runs', 'probes', id, stretch] as const,
  spectrum: (id: string, stretch: object) => ['runs', 'spectrum', id, stretch] as const,
  loadLevels: (id: string, stretch: object) => ['runs', 'load-levels', id, stretch] as const,
  detectable: (plan: { id: string; versionId?: string }, environmentId: string) =>
    ['runs', 'detectable', plan.id, plan.versionId ?? 'newest', environmentId] as const,
  capacity: (id: string) => ['runs', 'capacity', id] as const,
  capacities: (filter: CapacityFilter) => ['runs', 'list', 'capacity', filter] as const,
  baselines: (planId: string) => ['baselines', planId] as const,
  trends: (question?: object) =>
    question ? (['runs', 'trends', question] as const) : (['runs', 'trends'] as const),
  runSets: (filter?: object) => (filter ? (['runs', 'sets', filter] as const) : (['runs', 'sets'] as const)),
  runSet: (id: string) => ['runs', 'set', id] as const,
  /** Of the runs that are over by then. */
  runSetEstimates: (id: string, over: number) => ['set-estimates', id, over] as const,
  launch: (id: string) => ['runs', 'launch', id] as const,
  launches: (planId?: string) => ['runs', 'list', 'launches', planId] as const,
  runSummary: (id: string) => ['runs', 'summary', id] as const,
};
