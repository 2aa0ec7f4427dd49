import { formatCount, formatPercent } from '../../format/format.ts';
import { curvesOf, shareOf, valuesOf } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Of the looks, those at which somebody waited. */
const OFTEN = 0.2;

/** Statements wait for locks that others hold. */
export const lockContention: Rule = (_, observed) =>
  observed.all('db-lock-waiting').flatMap((waiting) => {
    const often = shareOf(waiting, (value) => value >= 1);
    if (often < OFTEN) return [];
    const idle = observed.beside(waiting, 'db-idle-in-transaction');
    const held = idle ? shareOf(idle, (value) => value >= 1) : 0;
    return [
      {
        kind: 'lock-contention',
        of: waiting.probe,
        title: 'Statements wait for locks',
        what: `Up to ${formatCount(Math.max(...valuesOf(waiting)))} connections wait for a lock that another one holds${held >= OFTEN ? ', and transactions stand open while nothing is asked in them' : ''}.`,
        confidence: 'certain',
        why: 'The database itself says what each connection waits for.',
        refutedBy: 'A migration or a job that ran at the same time and is none of the load.',
        evidence: [
          {
            text: `Somebody waited at ${formatPercent(often)} of all looks${held > 0 ? `; a transaction stood idle at ${formatPercent(held)}` : ''}.`,
            curves: curvesOf(waiting, idle),
          },
        ],
        since: observed.since(waiting, (value) => value >= 1),
        requests: [],
        costMs: null,
        cost: 'The time until the lock is given back, for whoever wants the same row.',
        mends: [
          {
            text: 'Keep transactions short: nothing that waits for others, such as a payment, between BEGIN and COMMIT.',
            code: null,
          },
          {
            text: 'Take rows in the same order everywhere; let a counter that all want be many, or be added up later.',
            code: { stack: 'PostgreSQL', text: 'SELECT … FOR UPDATE SKIP LOCKED LIMIT 1;  -- for queues' },
          },
        ],
        decidedBy: 'pg_locks joined with pg_stat_activity at that moment names who waits for whom.',
        weight: 100 * often,
        explains: ['pool-exhausted', 'latency-creep', 'errors-at-load'],
      },
    ];
  });
