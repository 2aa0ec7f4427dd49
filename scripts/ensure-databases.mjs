import { existsSync, readdirSync } from 'node:fs';
import { installWithApt, mayUseApt } from './apt.mjs';

const POSTGRES = '/usr/lib/postgresql';

/** The packages of the system that the tests of probes need, and what shows that they are there. */
const SERVERS = [
  {
    name: 'postgresql',
    isHere: () =>
      existsSync(POSTGRES) &&
      readdirSync(POSTGRES).some((version) => existsSync(`${POSTGRES}/${version}/bin/initdb`)),
  },
  { name: 'redis-server', isHere: () => existsSync('/usr/bin/redis-server') },
];

const missing = () => SERVERS.filter(({ isHere }) => !isHere()).map(({ name }) => name);

/**
 * In CI, where no test is left out: installs the servers that probes are tested against. Anywhere else their tests say that they
 * are left out. Throws when they cannot be had.
 */
export async function ensureDatabases(report) {
  const wanted = missing();
  if (wanted.length === 0 || !process.env.CI) return;
  if (!mayUseApt()) throw new Error(`The tests of probes need ${wanted.join(' and ')}; install them.`);
  report(`Installing ${wanted.join(' and ')} for the tests of probes…`);
  const said = await installWithApt(wanted);
  if (missing().length > 0)
    throw new Error(`${missing().join(' and ')} could not be installed. apt-get says:\n${said}`);
}
