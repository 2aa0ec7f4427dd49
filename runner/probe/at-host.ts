import net from 'node:net';
import type { Environment } from '../../lib/plan/environment.ts';
import { overrideOf } from '../../lib/plan/host-address.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';
import type { FillIn } from '../http/environment-text.ts';
import { tlsSettings } from '../http/tls-settings.ts';
import { ProbeProblem } from './probe-source.ts';

type Place = { host: string; port: number };

/** Where a server really is, by the environment. Throws a ProbeProblem when nothing may be sent there. */
export function allowedPlace({ host, port }: Place, environment: Environment): Place {
  const url = new URL(`http://${host}:${port}`);
  // What is no HTTP does not go through a proxy.
  const refusal = new HostGuard({ ...environment, proxy: undefined }).refusal(url);
  if (refusal !== null) throw new ProbeProblem(refusal);
  const [given] = overrideOf(environment.hosts, url) ?? [];
  return { host: given?.ip ?? host.replace(/^\[|\]$/g, ''), port: given?.port ?? port };
}

/** How TLS to a server is checked. Throws a ProbeProblem when the environment's settings are of no use. */
export function tlsTo(host: string, environment: Environment, fillIn: FillIn) {
  const problems: string[] = [];
  const settings = tlsSettings(environment, fillIn, (sentence) => problems.push(sentence));
  if (problems[0] !== undefined) throw new ProbeProblem(problems[0]);
  return {
    secureContext: settings.context(host),
    rejectUnauthorized: settings.verify,
    servername: settings.serverName || (net.isIP(host) === 0 ? host : ''),
  };
}
