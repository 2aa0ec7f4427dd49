import type { Environment } from '../../lib/plan/environment.ts';
import type { Probe } from '../../lib/probe/probe.ts';
import type { FillIn } from '../http/environment-text.ts';
import { hostSource } from './host-source.ts';
import { postgresSource } from './postgres-source.ts';
import type { ProbeSource } from './probe-source.ts';
import { prometheusServerSource } from './prometheus-server-source.ts';
import { prometheusSource } from './prometheus-source.ts';
import { redisSource } from './redis-source.ts';

/** Opens nothing yet: that is what the first look does. */
export function sourceOf(probe: Probe, environment: Environment, fillIn: FillIn): ProbeSource {
  switch (probe.type) {
    case 'prometheus':
      return prometheusSource(probe, environment, fillIn);
    case 'prometheus-server':
      return prometheusServerSource(probe, environment, fillIn);
    case 'host':
      return hostSource();
    case 'postgres':
      return postgresSource(probe, environment, fillIn);
    case 'redis':
      return redisSource(probe, environment, fillIn);
  }
}
