import { z } from 'zod';

/** What a probe tells at the end of a run, beside its curves: what was done from its first look to its last. */

const count = z.number().min(0);
const name = z.string().max(300);

export const StatementReport = z.object({
  /** Without its parameters. */
  text: z.string().max(2000),
  calls: count,
  /** In all calls together. */
  seconds: count,
  rows: count,
  /** Of 8 KB, from the cache or the disk. */
  blocks: count,
  /** As EXPLAIN writes it, parameters not known. */
  plan: z.array(z.string().max(500)).max(200).nullable(),
  /** Why there is no plan, a sentence. */
  noPlan: z.string().max(500).nullable(),
  /** Tables that the plan reads from end to end; how many rows they have, where that is known. */
  scans: z.array(z.object({ table: name, rows: count.nullable() })).max(50),
});
export type StatementReport = z.output<typeof StatementReport>;

export const TableReport = z.object({
  name,
  /** That it has at the end. */
  rows: count,
  sequentialScans: count,
  rowsWithoutIndex: count,
  indexScans: count,
  rowsByIndex: count,
  /** Share of its blocks, and those of its indexes, that were found in the cache; null when none were read. */
  cacheHit: z.number().min(0).max(1).nullable(),
});
export type TableReport = z.output<typeof TableReport>;

export const IndexReport = z.object({
  name,
  table: name,
  scans: count,
  rows: count,
  bytes: count,
  /** It keeps out what is there twice, and is of use without being read. */
  isUnique: z.boolean(),
});
export type IndexReport = z.output<typeof IndexReport>;

export const SlowCommand = z.object({
  /** Seconds since 1970, as the server has it. */
  at: count,
  seconds: count,
  /** The command and what it is about; values are left out. */
  command: z.string().max(200),
  client: z.string().max(200),
});
export type SlowCommand = z.output<typeof SlowCommand>;

export const ProbeReport = z.object({
  /** What cannot be told, why, and what would help. */
  notes: z.array(z.string().max(600)).max(20),
  /** Those that took longest, in order. */
  statements: z.array(StatementReport).max(50),
  tables: z.array(TableReport).max(200),
  indexes: z.array(IndexReport).max(500),
  /** The slowest, in order; `slowCommandCount` is how many there were. */
  slowCommands: z.array(SlowCommand).max(100),
  slowCommandCount: count,
});
export type ProbeReport = z.output<typeof ProbeReport>;

export const emptyReport = (): ProbeReport => ({
  ...{ notes: [], statements: [], tables: [], indexes: [] },
  ...{ slowCommands: [], slowCommandCount: 0 },
});
