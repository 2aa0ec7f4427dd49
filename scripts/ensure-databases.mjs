import { existsSync, globSync } from 'node:fs';
import { runTool } from './tool.mjs';

const APT_MS = 600_000;

/** The packages of the system that the tests of probes need, and what shows that they are there. */
const SERVERS = [
  { name: 'postgresql', isHere: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0 },
  { name: 'redis-server', isHere: () => existsSync('/usr/bin/redis-server') },
];

/**
 * In CI, where no test is left out: installs the servers that probes are tested against. Anywhere else their tests say that they
 * are left out. Throws when they cannot be had.
 */
export async function ensureDatabases(report) {
  const missing = SERVERS.filter(({ isHere }) => !isHere()).map(({ name }) => name);
  if (missing.length === 0 || !process.env.CI) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`The tests of probes need ${missing.join(' and ')}; install them.`);
  report(`Installing ${missing.join(' and ')} for the tests of probes…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runTool('apt-get', ['update'], { env, timeoutMs: APT_MS });
  const { code, output } = await runTool(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...missing],
    {
      env,
      timeoutMs: APT_MS,
    },
  );
  if (code !== 0)
    throw new Error(
      `${missing.join(' and ')} could not be installed. apt-get says:\n${output.trim().split('\n').slice(-10).join('\n')}`,
    );
}
