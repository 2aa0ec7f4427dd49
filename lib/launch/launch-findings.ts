import { z } from 'zod';
import type { CapacityReport } from '../capacity/report.ts';
import { loadWithUnit } from '../capacity/words.ts';
import { CONFIDENCES, Finding } from '../findings/finding.ts';
import { findingKey } from '../findings/finding-changes.ts';
import type { RunFindings } from '../findings/run-findings.ts';
import { formatCount, formatRate } from '../format/format.ts';
import { LAUNCH_PARTS, type LaunchPart } from './parts.ts';

/** A finding over all runs of a rehearsal, as the one tells it that shows it best. */
export const LaunchFinding = z.object({
  finding: Finding,
  part: z.enum(LAUNCH_PARTS),
  runId: z.string(),
  /** Of that run, so long. */
  seconds: z.number(),
  /** Where it was seen, in the order of the rehearsal. */
  seenIn: z.array(z.enum(LAUNCH_PARTS)),
  /** Since which load, in words. */
  since: z.string(),
});
export type LaunchFinding = z.output<typeof LaunchFinding>;

export const LaunchFindings = z.object({
  /** What to mend, what matters most first. */
  list: z.array(LaunchFinding),
  /** What no run could tell, and which probe would decide. */
  unseen: z.array(z.object({ what: z.string(), decidedBy: z.string() })),
  /** Runs that were looked through. */
  lookedAt: z.array(z.enum(LAUNCH_PARTS)),
});
export type LaunchFindings = z.output<typeof LaunchFindings>;

/** What was found in one run of a rehearsal. */
export type FoundInPart = {
  part: LaunchPart;
  /** null of the search. */
  load: number | null;
  runId: string;
  seconds: number;
  found: RunFindings;
};

/** What is seen at the expected peak comes before what needs more load to show. */
const TIERS: Record<LaunchPart, number> = { target: 0, sustained: 0, failure: 1, capacity: 2, baseline: 3 };
/** Who tells it, where several are as sure: the longest look at the load that matters. */
const TELLS_BEST: readonly LaunchPart[] = ['sustained', 'target', 'failure', 'capacity', 'baseline'];

type Seen = FoundInPart & { finding: Finding; place: number };

/** The findings of all runs as one list, each once: what breaks at the expected peak first, and causes before what follows. */
export function launchFindings(parts: readonly FoundInPart[], unit: CapacityReport['unit']): LaunchFindings {
  const byKey = new Map<string, Seen[]>();
  for (const part of parts)
    for (const [place, finding] of part.found.findings.entries()) {
      const key = findingKey(finding);
      byKey.set(key, [...(byKey.get(key) ?? []), { ...part, finding, place }]);
    }
  const ranked = [...byKey.values()].map((seen) => {
    const tier = Math.min(...seen.map(({ part }) => TIERS[part]));
    const first = seen.filter(({ part }) => TIERS[part] === tier);
    const best = bestOf(first);
    return {
      tier,
      follows: Number(first.every(({ finding }) => finding.followsFrom !== null)),
      place: Math.min(...first.map(({ place }) => place)),
      cost: best.finding.costMs ?? 0,
      told: {
        ...{ finding: best.finding, part: best.part, runId: best.runId, seconds: best.seconds },
        seenIn: LAUNCH_PARTS.filter((part) => seen.some((one) => one.part === part)),
        since: sinceWords(seen, unit),
      },
    };
  });
  return {
    list: ranked
      .toSorted((a, b) => a.tier - b.tier || a.follows - b.follows || a.place - b.place || b.cost - a.cost)
      .map(({ told }) => told),
    unseen: unseenIn(parts),
    lookedAt: LAUNCH_PARTS.filter((part) => parts.some((one) => one.part === part)),
  };
}

function bestOf(seen: readonly Seen[]): Seen {
  const [best] = seen.toSorted(
    (a, b) =>
      CONFIDENCES.indexOf(a.finding.confidence) - CONFIDENCES.indexOf(b.finding.confidence) ||
      TELLS_BEST.indexOf(a.part) - TELLS_BEST.indexOf(b.part),
  );
  if (!best) throw new Error('A finding that was seen nowhere');
  return best;
}

/** The least load at which it was seen: of a level its own, of the search what was sent when it was first seen. */
function sinceWords(seen: readonly Seen[], unit: CapacityReport['unit']): string {
  const levels = seen.flatMap(({ load }) => load ?? []);
  if (levels.length > 0) return `from ${loadWithUnit(Math.min(...levels), unit)} on`;
  const since = seen.find(({ finding }) => finding.since !== null)?.finding.since;
  if (!since) return 'while the capacity was looked for';
  const load =
    unit === 'users'
      ? `${formatCount(since.vus)} ${since.vus === 1 ? 'user' : 'users'}`
      : `${formatRate(since.requestsPerSecond)} requests`;
  return `from ${load} on`;
}

/** What no run could tell. */
function unseenIn(parts: readonly FoundInPart[]): LaunchFindings['unseen'] {
  const [first, ...others] = parts;
  return (first?.found.unseen ?? []).filter(({ what }) =>
    others.every(({ found }) => found.unseen.some((one) => one.what === what)),
  );
}
