import { formatCount } from '../../format/format.ts';
import type { Evidence } from '../finding.ts';
import type { Observed, ObservedCurve } from '../observed.ts';

/** What EXPLAIN says of a statement: whether an index would help it. */
export type StatementPlan = {
  /** It reads a large table from end to end and gives little of it back. */
  isMissingIndex: boolean;
  /** It reads nothing from end to end: then it is slow for another reason. */
  isByIndex: boolean;
  evidence: Evidence;
};

/** Rows of a table that is read from end to end, and rows read for each returned, from which on an index would help. */
const LARGE = 1000;
const EACH = 50;
/** Lines of a plan that are shown. */
const LINES = 14;

/** null where nobody asked for it. */
export function statementPlan(curve: ObservedCurve, observed: Observed): StatementPlan | null {
  const told = observed.statementOf(curve);
  if (!told?.plan) return null;
  const returned = told.calls === 0 ? 0 : told.rows / told.calls;
  const isLarge = told.scans.some(
    ({ rows }) => rows !== null && rows >= LARGE && rows >= EACH * Math.max(1, returned),
  );
  const tables = told.scans
    .map(({ table, rows }) => (rows === null ? table : `${table} (${formatCount(rows)} rows)`))
    .join(', ');
  const head = tables
    ? `Its plan reads ${tables} from end to end`
    : 'Its plan reads no table from end to end';
  return {
    isMissingIndex: isLarge,
    isByIndex: told.scans.length === 0,
    evidence: { text: `${head}: ${told.plan.slice(0, LINES).join(' / ').slice(0, 1200)}`, curves: null },
  };
}
