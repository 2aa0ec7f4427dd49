import type { Confidence, Finding } from './finding.ts';

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
