import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { freePort } from '../../lib/probe/testing/free-port.ts';
import {
  isWithoutPostgres,
  type PostgresServer,
  startPostgres,
} from '../../lib/probe/testing/postgres-server.ts';
import { lookAtProbe } from './look-at-probe.ts';
import { Looking } from './looking.ts';

/** Probes of PostgreSQL and Redis, against the servers of the system's packages. In CI they must be there. */

const redis = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync);
const isCi = Boolean(process.env.CI);

const missing = (what: string, path: string | undefined) => {
  if (path || isCi) return false;
  console.warn(`Not tested: ${what} is not installed here (apt-get install ${what}).`);
  return true;
};

const looking = (probe: object, secrets: Record<string, string> = {}) => {
  const environment = Environment.parse({ baseUrl: 'http://127.0.0.1', probes: [probe] });
  const [parsed] = environment.probes;
  if (!parsed) throw new Error('no probe');
  return new Looking(parsed, environment, secrets);
};

const never = new AbortController().signal;

describe.skipIf(isWithoutPostgres())('PostgreSQL', () => {
  let server: PostgresServer;
  const probe = () => ({
    ...{ type: 'postgres', name: 'db', host: '127.0.0.1', port: server.port, database: 'postgres' },
    ...{ user: 'watcher', password: '{{password}}' },
  });
  const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: server.address('postgres') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    server = await startPostgres({ shared_preload_libraries: 'pg_stat_statements', max_connections: '20' });
    server.sql(`CREATE EXTENSION pg_stat_statements;
      CREATE ROLE watcher LOGIN PASSWORD 'hush-hush'; GRANT pg_monitor TO watcher;
      CREATE TABLE products AS SELECT g AS id, md5(g::text) AS name FROM generate_series(1, 2000) g;
      ALTER TABLE products ADD PRIMARY KEY (id);
      CREATE INDEX products_unused ON products (name);
      CREATE SCHEMA secret; CREATE TABLE secret.notes (id int)`);
  }, 120_000);

  afterAll(() => server?.stop());

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

  it('explains what cost most with parameters that are not known, and runs nothing', async () => {
    server.sql('GRANT SELECT ON products TO watcher; SELECT pg_stat_statements_reset(); CREATE SEQUENCE ran');
    const looked = looking(probe(), { password: 'hush-hush' });
    expect(await looked.look(0, never)).toMatchObject({ ok: true });
    await admin(async (client) => {
      for (let time = 0; time < 5; time++) {
        await client.query('SELECT count(*) FROM products WHERE name LIKE $1', ['%a%']);
        await client.query('SELECT name FROM products WHERE id = $1', [7]);
      }
      await client.query("SELECT nextval('ran')");
      await client.query('SELECT count(*) FROM secret.notes');
      await client.query('UPDATE products SET name = name WHERE id = $1', [1]);
      await client.query('ANALYZE products');
      await client.query('SELECT pg_stat_force_next_flush()');
    });
    const report = await looked.report();
    await looked.close();
    const statement = (part: string) => report?.statements.find(({ text }) => text.includes(part));
    const scan = statement('LIKE');
    expect(scan).toMatchObject({
      calls: 5,
      rows: 5,
      noPlan: null,
      scans: [{ table: 'products', rows: 2000 }],
    });
    expect(scan?.plan?.join('\n')).toMatch(/Seq Scan on products .*\n.*Filter: \(name ~~ \$1\)/);
    expect(statement('SELECT name FROM products')?.plan?.join('\n')).toContain(
      'Index Scan using products_pkey',
    );
    expect(statement('UPDATE')).toMatchObject({
      plan: null,
      noPlan: 'Only statements that read are explained.',
    });
    expect(statement('secret.notes')?.noPlan).toMatch(/permission denied for schema secret: .*GRANT SELECT/);
    // Explained, and not run: only the application has taken a number.
    expect(statement('nextval')?.plan).toEqual([expect.stringContaining('Result')]);
    expect(server.sql('SELECT last_value, is_called FROM ran')).toBe('1|t');
    const [table] = report?.tables ?? [];
    expect(table).toMatchObject({ name: 'products', rows: 2000 });
    expect(table?.rowsWithoutIndex).toBeGreaterThanOrEqual(5 * 2000);
    expect(table?.indexScans).toBeGreaterThanOrEqual(5);
    expect(report?.indexes.find(({ name }) => name === 'products_unused')).toMatchObject({ scans: 0 });
    expect(report?.indexes[0]?.name).toBe('products_pkey');
  });

  it('says at a test what its role cannot tell, and what lets it', async () => {
    const [parsed] = Environment.parse({ baseUrl: 'http://127.0.0.1', probes: [probe()] }).probes;
    if (!parsed) throw new Error('no probe');
    const look = (secret: string) => {
      const environment = Environment.parse({ baseUrl: 'http://127.0.0.1', probes: [probe()] });
      return lookAtProbe({ environment, secrets: { password: secret } }, parsed);
    };
    const seen = await look('hush-hush');
    expect(seen).toMatchObject({
      ok: true,
      notes: [
        expect.stringMatching(/^1 of 2 tables are closed to this role.*GRANT USAGE ON SCHEMA public, secret/),
      ],
    });
    server.sql('REVOKE pg_monitor FROM watcher; DROP EXTENSION pg_stat_statements');
    const less = await look('hush-hush');
    server.sql('GRANT pg_monitor TO watcher; CREATE EXTENSION pg_stat_statements');
    expect(less).toMatchObject({
      notes: [
        expect.stringContaining('pg_stat_statements is not there'),
        expect.stringContaining('GRANT pg_monitor'),
        expect.any(String),
      ],
    });
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
    const options = [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--requirepass', 'hush-hush', '--save', ''],
      // Whatever is asked is slow.
      ...['--slowlog-log-slower-than', '0'],
    ];
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

  it('tells the slow log of the run, without what was said to it before', async () => {
    const probe = { type: 'redis', name: 'cache', host: '127.0.0.1', port, password: '{{password}}' };
    const say = (...words: string[]) =>
      execFileSync('redis-cli', ['-p', `${port}`, '-a', 'hush-hush', '--no-auth-warning', ...words]);
    say('SET', 'before', 'x');
    const looked = looking(probe, { password: 'hush-hush' });
    await looked.look(0, never);
    say('SET', 'cart', 'somebody’s data');
    say('KEYS', '*');
    const second = await looked.look(1000, never);
    if (!second.ok) throw new Error(second.problem);
    expect(second.values.find(({ series }) => series.key === 'slow')?.value).toBeGreaterThanOrEqual(2);
    const report = await looked.report();
    const commands = report?.slowCommands.map(({ command }) => command) ?? [];
    expect(commands).toEqual(expect.arrayContaining(['SET cart … (1 more)', 'KEYS *']));
    expect(commands.filter((command) => command.includes('before'))).toEqual([]);
    expect(JSON.stringify(report)).not.toContain('somebody');

    say('ACL', 'SETUSER', 'watcher', 'on', '>let-me', '+info', '+auth');
    const less = looking({ ...probe, user: 'watcher' }, { password: 'let-me' });
    expect((await less.look(0, never)).ok).toBe(true);
    expect((await less.report())?.notes).toEqual([
      expect.stringMatching(/^The slow log is not told: NOPERM/),
    ]);
  });
});
