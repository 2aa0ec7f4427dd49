import { HTTP } from './known/http.ts';
import { CADVISOR, NGINX, NODE_EXPORTER } from './known/machines.ts';
import { NODE } from './known/node.ts';
import { PGBOUNCER, POOLS } from './known/pools.ts';
import { PROCESS } from './known/process.ts';
import { DOTNET, GO, JVM } from './known/runtimes.ts';
import type { KnownMetric } from './known-metric.ts';

/** All that is understood of a page without being told. */
export const KNOWN_METRICS: readonly KnownMetric[] = [
  ...HTTP,
  ...POOLS,
  ...PGBOUNCER,
  ...PROCESS,
  ...NODE,
  ...JVM,
  ...GO,
  ...DOTNET,
  ...NGINX,
  ...NODE_EXPORTER,
  ...CADVISOR,
];
