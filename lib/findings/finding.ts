import { z } from 'zod';
import { PROBE_ROLES } from '../probe/series.ts';

/** What limits a target, told in words with what shows it. */

export const FINDING_KINDS = [
  'generator-limit',
  'n-plus-one',
  'slow-query',
  'event-loop-blocked',
  'pool-exhausted',
  'lock-contention',
  'connection-limit',
  'cache-missed',
  'memory-leak',
  'large-payload',
  'rate-limited',
  'errors-at-load',
  'slow-downstream',
  'network-limit',
  'repeated-reads',
  'slow-backend',
  'connections-not-reused',
  'slow-connecting',
  'garbage-collection',
  'cpu-saturated',
  'cpu-starved',
  'latency-creep',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Of a finding: the mechanism itself was seen; it is what fits best; it may be. */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

const text = z.string().max(2000);

/** Curves of the run itself, which the generator measured. */
export const COURSES = ['p50', 'p95', 'failed', 'requests', 'received', 'vus'] as const;
export type Course = (typeof COURSES)[number];

export const Evidence = z.object({
  /** A sentence with its figures. */
  text,
  /** The curves of a probe that show it: its name and the keys of the series. */
  curves: z.object({ probe: z.string(), keys: z.array(z.string()) }).nullable(),
  /** Curves of the run itself that show it. */
  course: z.array(z.enum(COURSES)).optional(),
});
export type Evidence = z.output<typeof Evidence>;

export const Mend = z.object({
  text,
  /** An example, and of which stack it is. */
  code: z.object({ stack: z.string(), text }).nullable(),
});
export type Mend = z.output<typeof Mend>;

export const Finding = z.object({
  kind: z.enum(FINDING_KINDS),
  /** Which of several findings of its kind: a route, a query, an address; empty for the only one. */
  of: z.string().max(300),
  title: text,
  what: text,
  confidence: z.enum(CONFIDENCES),
  /** Why it is as sure as it is. */
  why: text,
  /** What would show that it is not so. */
  refutedBy: text,
  evidence: z.array(Evidence),
  /** When it was first seen, and at what load; null when it was there from the start or cannot be told. */
  since: z.object({ second: z.number(), vus: z.number(), requestsPerSecond: z.number() }).nullable(),
  /** Names of the requests that it slows down or breaks; empty for all. */
  requests: z.array(z.string()),
  /** Of a request that it is in the way of, milliseconds; null when it is not a matter of time. */
  costMs: z.number().nullable(),
  cost: text,
  mends: z.array(Mend),
  /** Which probe would make it certain; null when nothing more is needed. */
  decidedBy: text.nullable(),
  /** The title of the finding that it most likely follows from. */
  followsFrom: text.nullable(),
  /** What of probes it was told by: without these nobody can say that it is gone. */
  roles: z.array(z.enum(PROBE_ROLES)).default([]),
});
export type Finding = z.output<typeof Finding>;

/** What a rule says of a finding; how it stands to the others is told by all rules together. */
export type Found = Omit<Finding, 'followsFrom' | 'roles'> & {
  /** How bad it is beside the others: milliseconds it costs the mean request. */
  weight: number;
  /** What would be seen too when it is the cause: these are named after it. */
  explains: readonly FindingKind[];
};
