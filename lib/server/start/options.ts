import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isLoopback, parseHost } from '../http/allowed-hosts.ts';
import { StartError } from './start-error.ts';

export type ServerOptions = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Start the demo shops beside the app. */
  demo: boolean;
  /** Names and addresses, beside our own, that requests may call us by. */
  allowedHosts: string[];
  /** Other machines are answered only with an API token. */
  requireToken: boolean;
  /** Serve pages from their sources, for work on Rehearsal itself. */
  dev: boolean;
};

type Env = Record<string, string | undefined>;

/** Reads flags and environment variables. Throws a StartError that names everything wrong. */
export function readOptions(args: string[], env: Env): ServerOptions {
  const problems: string[] = [];
  const flags = readFlags(args);
  const host = env.HOST || '127.0.0.1';
  const port = env.PORT ? Number(env.PORT) : 3000;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`PORT is "${env.PORT}"; write a port number from 0 to 65535.`);
  }
  if (!isLoopback(host) && !flags['listen-anyway']) problems.push(`${exposure(host)}\n${MEND}`);
  const allowedHosts = (env.REHEARSAL_ALLOWED_HOSTS ?? '').split(/[\s,]+/).filter(Boolean);
  for (const text of allowedHosts) {
    if (!parseHost(text)) {
      problems.push(
        `REHEARSAL_ALLOWED_HOSTS names "${text}"; write hosts such as load.example.com or 10.0.0.5:8080.`,
      );
    }
  }
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return {
    host,
    port,
    dataDir: resolve(env.REHEARSAL_DATA_DIR || 'data'),
    demo: !flags['no-demo'],
    allowedHosts,
    requireToken: env.REHEARSAL_REQUIRE_TOKEN === '1',
    dev: env.NODE_ENV !== 'production',
  };
}

/** What listening on `host` means. */
export function exposure(host: string): string {
  return (
    `HOST is ${host}, which other machines can reach. Rehearsal has no accounts yet: anybody who can reach it can read ` +
    'its plans and results and send load from this machine.'
  );
}

const MEND =
  'Leave HOST out to listen on 127.0.0.1 only, or start it with --listen-anyway if that is what you want.';

function readFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { 'no-demo': { type: 'boolean' }, 'listen-anyway': { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new StartError(
      `${error instanceof Error ? error.message : String(error)}\nThe flags are --no-demo and --listen-anyway.`,
    );
  }
}
