import type { Finding, Found } from './finding.ts';
import { Observed } from './observed.ts';
import { RULES } from './rules.ts';
import type { RunEvidence } from './run-evidence.ts';

/**
 * What limits the target of a run, what matters most first: causes before what follows from them, and among those what costs the
 * mean request most. Empty when nothing was found.
 */
export function findingsOf(evidence: RunEvidence): Finding[] {
  const { probes, points, summary } = evidence;
  const observed = new Observed(probes, points, summary.warmUpSeconds);
  const found = RULES.flatMap((rule) => rule(evidence, observed));
  const causeOf = (one: Found) =>
    found
      .filter(
        (other) => other !== one && other.explains.includes(one.kind) && !one.explains.includes(other.kind),
      )
      .toSorted((a, b) => b.weight - a.weight)[0];
  return found
    .map((one) => ({ one, cause: causeOf(one) }))
    .toSorted((a, b) => Number(Boolean(a.cause)) - Number(Boolean(b.cause)) || b.one.weight - a.one.weight)
    .map(({ one: { weight: _, explains: __, ...finding }, cause }) => ({
      ...finding,
      followsFrom: cause?.title ?? null,
      roles: observed.rolesIn(finding.evidence),
    }));
}
