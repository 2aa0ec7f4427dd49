import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const [initdb] = globSync('/usr/lib/postgresql/*/bin/initdb').toSorted().toReversed();

const USER = 'boss';
const PASSWORD = 'of-the-database';

/** initdb wants not to be root. */
const owner =
  process.getuid?.() === 0 && existsSync('/var/lib/postgresql')
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'])),
        gid: Number(execFileSync('id', ['-g', 'postgres'])),
      }
    : {};

/** True, and said, where PostgreSQL is not installed; never in CI, where its tests are not left out. */
export function isWithoutPostgres(): boolean {
  if (initdb || process.env.CI) return false;
  console.warn('Not tested: postgresql is not installed here (apt-get install postgresql).');
  return true;
}

/** A PostgreSQL of its own, of the system's package, on loopback. */
export type PostgresServer = {
  port: number;
  user: string;
  password: string;
  /** `postgres://…` of one of its databases. */
  address: (database: string) => string;
  /** Runs statements as its superuser; gives what they print. Throws with what the server says. */
  sql: (statements: string, database?: string) => string;
  /** Cuts all connections, and takes none until it is up again. */
  down: () => Promise<void>;
  up: () => Promise<void>;
  stop: () => Promise<void>;
};

/** `settings` as in postgresql.conf. */
export async function startPostgres(settings: Record<string, string> = {}): Promise<PostgresServer> {
  if (!initdb) throw new Error('postgresql is not installed');
  const program = (name: string) => initdb.replace(/initdb$/, name);
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  const passwords = join(folder, 'password');
  writeFileSync(passwords, PASSWORD);
  if (owner.uid !== undefined) for (const path of [folder, passwords]) chownSync(path, owner.uid, owner.gid);
  const asked = [
    '-D',
    data,
    '-U',
    USER,
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwords}`,
  ];
  const made = spawnSync(initdb, asked, owner);
  if (made.status !== 0) throw new Error(String(made.stderr));

  const port = await freePort();
  const all = {
    ...{ listen_addresses: '127.0.0.1', port: `${port}`, unix_socket_directories: folder, fsync: 'off' },
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = async () => {
    const server = spawn(program('postgres'), ['-D', data, ...flags], {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(server, 'exit');
    for await (const chunk of server.stderr) if (/ready to accept connections/.test(String(chunk))) break;
    server.stderr.resume();
    return async () => {
      server.kill('SIGQUIT');
      await ended;
    };
  };
  let end = await start();
  return {
    ...{ port, user: USER, password: PASSWORD },
    address: (database) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`,
    sql: (statements, database = 'postgres') => {
      const line = ['-h', '127.0.0.1', '-p', `${port}`, '-U', USER, '-d', database, '-v', 'ON_ERROR_STOP=1'];
      const ran = spawnSync(program('psql'), [...line, '-qAtX'], {
        input: statements,
        env: { ...process.env, PGPASSWORD: PASSWORD },
        encoding: 'utf8',
      });
      if (ran.status !== 0) throw new Error(ran.stderr);
      return ran.stdout.trim();
    },
    down: () => end(),
    up: async () => {
      end = await start();
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
