import { cacheMissed } from './rules/cache-missed.ts';
import { connectionLimit } from './rules/connection-limit.ts';
import { connectionsNotReused } from './rules/connections-not-reused.ts';
import { cpuSaturated } from './rules/cpu-saturated.ts';
import { cpuStarved } from './rules/cpu-starved.ts';
import { errorsAtLoad } from './rules/errors-at-load.ts';
import { eventLoopBlocked } from './rules/event-loop-blocked.ts';
import { garbageCollection } from './rules/garbage-collection.ts';
import { generatorLimit } from './rules/generator-limit.ts';
import { keepAliveRace } from './rules/keep-alive-race.ts';
import { largePayload } from './rules/large-payload.ts';
import { latencyCreep } from './rules/latency-creep.ts';
import { lockContention } from './rules/lock-contention.ts';
import { memoryLeak } from './rules/memory-leak.ts';
import { nPlusOne } from './rules/n-plus-one.ts';
import { networkLimit } from './rules/network-limit.ts';
import { poolExhausted } from './rules/pool-exhausted.ts';
import { rateLimited } from './rules/rate-limited.ts';
import { repeatedReads } from './rules/repeated-reads.ts';
import { slowBackend } from './rules/slow-backend.ts';
import { slowConnecting } from './rules/slow-connecting.ts';
import { slowDownstream } from './rules/slow-downstream.ts';
import { slowQuery } from './rules/slow-query.ts';
import type { Rule } from './run-evidence.ts';

/** All that is looked for. */
export const RULES: readonly Rule[] = [
  generatorLimit,
  nPlusOne,
  slowQuery,
  eventLoopBlocked,
  poolExhausted,
  lockContention,
  connectionLimit,
  cacheMissed,
  memoryLeak,
  largePayload,
  rateLimited,
  errorsAtLoad,
  slowBackend,
  connectionsNotReused,
  slowConnecting,
  garbageCollection,
  cpuSaturated,
  cpuStarved,
  latencyCreep,
  slowDownstream,
  networkLimit,
  repeatedReads,
  keepAliveRace,
];
