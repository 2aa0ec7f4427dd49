import { formatCount, formatPercent } from '../../format/format.ts';
import type { Found, Mend } from '../finding.ts';
import { curvesOf, type Observed, valuesOf } from '../observed.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';
import { toldBySaid } from '../said.ts';

/** Of all connections that the database allows. */
const NEAR = 0.9;

/** What databases say when they take no more connections. */
const REFUSED =
  /too many connections|too many clients|remaining connection slots|max_connections|ORA-00020|user connections limit/i;

/** The database has next to no connections left, or a process next to no files. */
export const connectionLimit: Rule = (evidence, observed) => {
  const near = ofDatabase(observed);
  return [...(near.length > 0 ? near : refused(evidence, observed)), ...ofFiles(observed)];
};

const ofDatabase = (observed: Observed): Found[] =>
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
        mends: MENDS,
        decidedBy: null,
        weight: 30,
        explains: ['errors-at-load'],
      },
    ];
  });

/** Answers that say so, where the database itself is not observed. */
function refused({ samples }: RunEvidence, observed: Observed): Found[] {
  const told = toldBySaid(samples, REFUSED, observed);
  if (!told) return [];
  return [
    {
      kind: 'connection-limit',
      of: '',
      title: 'The database refuses connections',
      what: `Answers say that the database takes no more connections: "${told.text}".`,
      confidence: 'likely',
      why: 'The target says so itself in its answers.',
      refutedBy: 'A message of that kind which is about something else than the database.',
      ...told.found,
      costMs: null,
      cost: 'Every request that needs a connection of its own fails.',
      mends: MENDS,
      decidedBy: 'A PostgreSQL probe: connections against their limit.',
      weight: 60,
      explains: ['errors-at-load', 'pool-exhausted'],
    },
  ];
}

/** A process that has next to no files left takes no connections either. */
const ofFiles = (observed: Observed): Found[] =>
  observed.all('open-files').flatMap((open) => {
    const limit = observed.beside(open, 'open-files-limit');
    const allowed = Math.max(0, ...valuesOf(limit));
    const most = Math.max(0, ...valuesOf(open));
    if (allowed === 0 || most < NEAR * allowed) return [];
    return [
      {
        kind: 'connection-limit',
        of: `${open.probe} files`,
        title: 'The process has hardly any files left for connections',
        what: `Up to ${formatCount(most)} of ${formatCount(allowed)} files were open (${formatPercent(most / allowed)}); each connection is one, and beyond the limit none is taken.`,
        confidence: 'certain',
        why: 'The process counts its open files.',
        refutedBy: 'A limit that was set lower for this test than it is in production.',
        evidence: [
          { text: `${formatCount(most)} of ${formatCount(allowed)}.`, curves: curvesOf(open, limit) },
        ],
        since: observed.since(open, (value) => value >= NEAR * allowed),
        requests: [],
        costMs: null,
        cost: 'Connections that are refused or wait (EMFILE) as soon as a few more users come.',
        mends: [
          {
            text: 'Raise the limit of open files for the service.',
            code: { stack: 'systemd, Docker', text: 'LimitNOFILE=65536\ndocker run --ulimit nofile=65536 …' },
          },
          {
            text: 'Look for what is opened and never closed, when it grows under a load that stays.',
            code: null,
          },
        ],
        decidedBy: null,
        weight: 30,
        explains: ['errors-at-load'],
      },
    ];
  });

const MENDS: Mend[] = [
  {
    text: 'Put a pooler between, and let pools of all processes together stay below the limit.',
    code: { stack: 'PgBouncer', text: 'pool_mode = transaction\ndefault_pool_size = 20' },
  },
];
