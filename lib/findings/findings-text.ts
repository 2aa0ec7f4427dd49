import { CHANGE_WORDS } from './change.ts';
import type { Confidence, Finding } from './finding.ts';
import type { FindingChanges } from './finding-changes.ts';

export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  certain: 'seen directly',
  likely: 'likely',
  possible: 'possible',
};

/** For a terminal; empty when nothing was found. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const parts = findings.map(
    ({ title, confidence, what, cost, decidedBy }, index) =>
      `  ${index + 1}. ${title} (${CONFIDENCE_WORDS[confidence]})\n     ${what}\n     Cost: ${cost}${decidedBy === null ? '' : `\n     To be sure: ${decidedBy}`}\n`,
  );
  return `\nFindings, what matters most first\n${parts.join('')}`;
}

/** What became of each finding, a line each. */
export const changeLines = ({ changes }: FindingChanges): string[] =>
  changes.map(
    ({ change, before, after, words }) =>
      `Finding ${CHANGE_WORDS[change]}: ${(after ?? before)?.title}. ${words}`,
  );
