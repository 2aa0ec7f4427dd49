import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { Looking } from './looking.ts';

/** Probes of PostgreSQL and Redis, against the servers of the system's packages. In CI they must be there. */

const [initdb] = globSync('/usr/lib/postgresql/*/bin/initdb').toSorted().toReversed();
const redis = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync);
const isCi = Boolean(process.env.CI);

const missing = (what: string, path: string | undefined) => {
  if (path || isCi) return false;
  console.warn(`Not tested: ${what} is not installed here (apt-get install ${what}).`);
  return true;
};

/** initdb wants not to be root. */
const owner =
  process.getuid?.() === 0 && existsSync('/var/lib/postgresql')
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'])),
        gid: Number(execFileSync('id', ['-g', 'postgres'])),
      }
    : {};

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

const looking = (probe: object, secrets: Record<string, string> = {}) => {
  const environment = Environment.parse({ baseUrl: 'http://127.0.0.1', probes: [probe] });
  const [parsed] = environment.probes;
  if (!parsed) throw new Error('no probe');
  return new Looking(parsed, environment, secrets);
};

const BOSS = 'of-the-database';
const never = new AbortController().signal;

describe.skipIf(missing('postgresql', initdb))('PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-postgres-'));
  let stop = async () => {};
  let port = 0;
  const probe = () => ({
    ...{ type: 'postgres', name: 'db', host: '127.0.0.1', port, database: 'postgres' },
    ...{ user: 'watcher', password: '{{password}}' },
  });
  const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'boss',
      password: BOSS,
      database: 'postgres',
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const passwords = join(folder, 'password');
    writeFileSync(passwords, BOSS);
    if (owner.uid !== undefined) chownSync(passwords, owner.uid, owner.gid);
    const options = ['-D', data, '-U', 'boss', '--no-sync', '-A', 'scram-sha-256', `--pwfile=${passwords}`];
    const made = spawnSync(initdb ?? 'initdb', options, owner);
    if (made.status !== 0) throw new Error(String(made.stderr));
    port = await freePort();
    const settings = [
      ...[
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `port=${port}`,
        '-c',
        `unix_socket_directories=${folder}`,
      ],
      ...['-c', 'fsync=off', '-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'max_connections=20'],
    ];
    const server = spawn((initdb ?? '').replace(/initdb$/, 'postgres'), ['-D', data, ...settings], {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(server, 'exit');
    stop = async () => {
      server.kill('SIGQUIT');
      await ended;
    };
    for await (const chunk of server.stderr ?? [])
      if (/ready to accept connections/.test(String(chunk))) break;
    server.stderr?.resume();
    await admin(async (client) => {
      await client.query('CREATE EXTENSION pg_stat_statements');
      await client.query("CREATE ROLE watcher LOGIN PASSWORD 'hush-hush'; GRANT pg_monitor TO watcher");
      await client.query(
        'CREATE TABLE products AS SELECT g AS id, md5(g::text) AS name FROM generate_series(1, 2000) g',
      );
    });
  }, 120_000);

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells connections, scans and statements, and only reads', async () => {
    const looked = looking(probe(), { password: 'hush-hush' });
    expect(await looked.look(0, never)).toMatchObject({ ok: true });
    await admin(async (client) => {
      for (let time = 0; time < 10; time++)
        await client.query('SELECT count(*) FROM products WHERE name LIKE $1', ['%a%']);
      // Statistics of a connection are told when it is at rest.
      await client.query('SELECT pg_stat_force_next_flush()');
    });
    await looked.look(1000, never);
    await admin(async (client) => {
      for (let time = 0; time < 10; time++)
        await client.query('SELECT count(*) FROM products WHERE name LIKE $1', ['%a%']);
      await client.query('SELECT pg_stat_force_next_flush()');
    });
    const second = await looked.look(2000, never);
    if (!second.ok) throw new Error(second.problem);
    const found = (role: string, of: string) =>
      second.values.find(({ series }) => series.role === role && series.of.includes(of))?.value;
    expect(found('query-rate', 'FROM products WHERE name LIKE')).toBeCloseTo(10);
    expect(found('query-rows', 'FROM products WHERE name LIKE')).toBe(1);
    expect(found('query-mean', 'FROM products WHERE name LIKE')).toBeGreaterThan(0);
    expect(found('table-rows-scanned', 'products')).toBeGreaterThanOrEqual(2000);
    expect(found('db-connections-limit', '')).toBe(20);
    const readOnly = await admin((client) =>
      client.query("SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'rehearsal-probe'"),
    );
    expect(Number(readOnly.rows[0].n)).toBe(1);
    await looked.close();
  });

  it('says that a password is wrong, what is refused, and comes back when it may again', async () => {
    const looked = looking(probe(), { password: 'hush-hush' });
    expect((await looked.look(0, never)).ok).toBe(true);
    await admin(async (client) => {
      await client.query('ALTER ROLE watcher NOLOGIN');
      await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'watcher'");
    });
    const revoked = [await looked.look(1000, never), await looked.look(2000, never)];
    expect(revoked.map((one) => one.ok)).toEqual([false, false]);
    expect(revoked[1]).toMatchObject({ problem: expect.stringContaining('not permitted to log in') });
    await admin((client) => client.query('ALTER ROLE watcher LOGIN'));
    expect((await looked.look(3000, never)).ok).toBe(true);
    await looked.close();
    const wrong = await looking(probe(), { password: 'wrong-one' }).look(0, never);
    expect(wrong).toMatchObject({
      problem: expect.stringMatching(/^did not let us in: password authentication failed/),
    });
    expect(await looking({ ...probe(), port: 1 }, { password: 'x' }).look(0, never)).toEqual({
      ok: false,
      problem: 'did not answer: nobody listens there',
    });
    const foreign = await looking({ ...probe(), host: 'db.example.com' }, { password: 'x' }).look(0, never);
    expect(foreign).toMatchObject({ problem: expect.stringContaining('is not an allowed host') });
  });
});

describe.skipIf(missing('redis-server', redis))('Redis', () => {
  let stop = async () => {};
  let port = 0;
  const folder = mkdtempSync(join(tmpdir(), 'probe-redis-'));

  beforeAll(async () => {
    port = await freePort();
    const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--requirepass', 'hush-hush', '--save', ''];
    const server = spawn(redis ?? 'redis-server', options, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(server, 'exit');
    stop = async () => {
      server.kill();
      await ended;
    };
    for await (const chunk of server.stdout ?? [])
      if (/Ready to accept connections/.test(String(chunk))) break;
    server.stdout?.resume();
  }, 60_000);

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells memory, clients and look-ups; and that a password is wrong, without telling it', async () => {
    const probe = { type: 'redis', name: 'cache', host: '127.0.0.1', port, password: '{{password}}' };
    const looked = looking(probe, { password: 'hush-hush' });
    await looked.look(0, never);
    const second = await looked.look(1000, never);
    if (!second.ok) throw new Error(second.problem);
    expect(second.values.map(({ series }) => series.key)).toEqual(
      expect.arrayContaining(['commands', 'lookups', 'memory', 'clients']),
    );
    const wrong = await looking(probe, { password: 'wrong-one' }).look(0, never);
    expect(wrong).toMatchObject({ ok: false, problem: expect.stringMatching(/^answered WRONGPASS/) });
    expect(await looking({ ...probe, password: '' }).look(0, never)).toMatchObject({
      problem: expect.stringMatching(/^answered NOAUTH/),
    });
  });
});
