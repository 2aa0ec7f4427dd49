'use client';

import { useRunSummary, useRunWindow } from '@/components/api/runs.ts';
import { freshEnd } from '@/components/charts/pieces.ts';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatTime } from '@/lib/format/format-time.ts';
import { besideBaseline } from '@/lib/run/beside-baseline.ts';
import type { RunView } from '@/lib/run/view.ts';

/** Shorter stretches say nothing. Seconds. */
const SHORTEST = 5;

export type BesideBaseline = { tone: 'worse' | 'fine' | 'silent'; text: string };

/**
 * Whether a run is ahead of its baseline or behind it, over the same seconds of both, warm-ups left out; why that cannot be
 * said where the two had different loads; null while there is nothing to say.
 */
export function useBesideBaseline(
  run: RunListItem,
  view: RunView,
  baseline: RunListItem | null,
): BesideBaseline | null {
  const summary = useRunSummary(baseline?.id ?? '', baseline !== null).data;
  const why = baseline && summary ? incomparable(run, view, baseline, summary.acts.length > 0) : null;
  const isActive = view.status !== 'finished';
  const seconds = Math.floor(baseline?.durationSeconds ?? 0);
  const from = Math.ceil(Math.max(view.warmUp.seconds, summary?.warmUpSeconds ?? 0));
  const to = Math.min(reach(view.elapsedSeconds, isActive), seconds);
  const stretch = summary && why === null && to - from >= SHORTEST ? { from, to } : null;
  const now = useRunWindow(run.id, stretch).data;
  const then = useRunWindow(baseline?.id ?? '', stretch).data;
  if (!baseline) return null;
  const name = nameOf(baseline);
  if (why !== null) return { tone: 'silent', text: `Not measured against ${name}: ${why}.` };
  // What was asked before is shown until the answer comes, but never one side of it alone.
  if (!stretch || !now || !then || now.to !== then.to || now.from !== then.from) return null;
  const isOver = now.to === seconds && view.elapsedSeconds > seconds + 1;
  const said = besideBaseline(now.totals, then.totals, { name, first: isOver ? seconds : null });
  return said && { tone: said.isWorse ? 'worse' : 'fine', text: said.text };
}

const nameOf = (baseline: RunListItem) => baseline.release || `the run of ${formatTime(baseline.createdAt)}`;

/** So far is asked: rarely in a long run, since every viewer asks. Seconds. */
function reach(elapsedSeconds: number, isActive: boolean): number {
  if (!isActive) return elapsedSeconds;
  return freshEnd(elapsedSeconds, elapsedSeconds < 120 ? 5 : elapsedSeconds < 1200 ? 15 : 60);
}

/** What makes the loads of two runs unlike; null when they are alike as far as that is known. */
function incomparable(
  run: RunListItem,
  { acts }: Pick<RunView, 'acts'>,
  baseline: RunListItem,
  wasSteered: boolean,
): string | null {
  if (run.plan.versionId !== baseline.plan.versionId)
    return `it was version ${baseline.plan.versionNumber} of the plan`;
  if (acts.length > 0) return 'this run was steered';
  if (wasSteered) return 'it was steered';
  return null;
}
