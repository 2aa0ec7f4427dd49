import { formatCount, formatPercent } from '../../format/format.ts';
import { curvesOf, valuesOf } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Of all connections that the database allows. */
const NEAR = 0.9;

/** The database has next to no connections left. */
export const connectionLimit: Rule = (_, observed) =>
  observed.all('db-connections').flatMap((all) => {
    const limit = observed.beside(all, 'db-connections-limit');
    const allowed = Math.max(0, ...valuesOf(limit));
    const most = Math.max(0, ...valuesOf(all));
    if (allowed === 0 || most < NEAR * allowed) return [];
    return [
      {
        kind: 'connection-limit',
        of: all.probe,
        title: `The database has ${most >= allowed ? 'no' : 'hardly any'} connections left`,
        what: `Up to ${formatCount(most)} of ${formatCount(allowed)} connections were open (${formatPercent(most / allowed)}); beyond the limit it refuses them.`,
        confidence: 'certain',
        why: 'The database counts its connections.',
        refutedBy: 'A limit that was set lower for this test than it is in production.',
        evidence: [
          { text: `${formatCount(most)} of ${formatCount(allowed)}.`, curves: curvesOf(all, limit) },
        ],
        since: observed.since(all, (value) => value >= NEAR * allowed),
        requests: [],
        costMs: null,
        cost: 'Errors ("too many connections") as soon as a few more processes come.',
        mends: [
          {
            text: 'Put a pooler between, and let pools of all processes together stay below the limit.',
            code: { stack: 'PgBouncer', text: 'pool_mode = transaction\ndefault_pool_size = 20' },
          },
        ],
        decidedBy: null,
        weight: 30,
        explains: ['errors-at-load'],
      },
    ];
  });
