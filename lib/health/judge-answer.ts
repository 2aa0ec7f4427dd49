import type { HealthCheck } from '../plan/health-check.ts';
import { holds, parseRule } from '../thresholds/rule.ts';
import { metricIn, metricQuery } from './prometheus.ts';

/** As much of an answer of the target as its health needs. */
export type HealthAnswer = { status: number; header: (name: string) => string | null; body: string };

/** What is wrong with an answer, to complete "/health …"; null when the target is well. */
export function illness(check: HealthCheck, answer: HealthAnswer): string | null {
  const { status, header, metric, limit } = check;
  if (status === undefined ? answer.status < 200 || answer.status > 299 : answer.status !== status)
    return `answered ${answer.status}, not ${status ?? '2xx'}`;
  if (header !== undefined) {
    const at = header.indexOf(':');
    const name = header.slice(0, at);
    const wanted = header.slice(at + 1).trim();
    const found = answer.header(name);
    if (found === null) return `has no header ${name}`;
    if (!found.includes(wanted)) return `has the header ${name}: ${found.slice(0, 100)}, not ${wanted}`;
  }
  if (metric === undefined || limit === undefined) return null;
  const value = metricIn(answer.body, metricQuery(metric));
  if (value === null) return `has no metric ${metric}`;
  const rule = parseRule(`value${limit}`);
  return rule.ok && !holds(rule.value, value) ? `says ${metric} is ${value}, not ${limit.trim()}` : null;
}
