import type { RunDetail, RunListItem } from '../api/contract.ts';
import { type SettingDifference, settingDifferences } from '../compare/setting-differences.ts';
import type { FindingChanges } from '../findings/finding-changes.ts';
import { answersOf, type JudgedRequest, type JudgedRuns, MARGINS, type Margins } from '../judge/answers.ts';
import type { RunEstimates } from '../judge/estimate.ts';
import { byImpact } from '../judge/impact.ts';
import { judgementSentence } from '../judge/judgement-sentence.ts';
import { type Broken, brokenBy, type FailOn } from './fail-on.ts';

/** A judged comparison, ready to be written down in any form. */
export type Comparison = {
  baseline: RunListItem;
  candidate: RunListItem;
  sentence: string;
  judged: JudgedRuns;
  /** The gravest first, all requests together last. */
  rows: JudgedRequest[];
  differences: SettingDifference[];
  margins: Margins;
  estimates: RunEstimates;
  gates: readonly FailOn[];
  broken: Broken[];
  /** Whether what limited the target is gone; missing where nobody asked. */
  findings?: FindingChanges;
};

export function comparisonOf(
  pair: { baseline: RunDetail; candidate: RunDetail },
  estimates: RunEstimates,
  gates: readonly FailOn[],
  margins = MARGINS,
  findings?: FindingChanges,
): Comparison {
  const judged = answersOf(estimates, margins);
  return {
    ...{ baseline: pair.baseline.run, candidate: pair.candidate.run },
    ...{ sentence: judgementSentence(judged), judged },
    rows: [...byImpact(judged.requests), { ...judged.total, name: 'All requests' }],
    differences: settingDifferences(pair.baseline, pair.candidate),
    ...{ margins, estimates, gates, broken: brokenBy(gates, estimates, margins) },
    ...(findings && { findings }),
  };
}

/** `release 1.1 (2026-01-02 03:04)`: what a run is called in reports. */
export function runName({ release, startedAt, createdAt }: RunListItem): string {
  const when = (startedAt ?? createdAt).slice(0, 16).replace('T', ' ');
  return release ? `release ${release} (${when} UTC)` : `the run of ${when} UTC`;
}
