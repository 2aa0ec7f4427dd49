import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { Plan } from '../../lib/plan/plan.ts';
import { type ProbeData, ProbeLedger, type ProbeLine } from '../../lib/probe/probe-record.ts';
import {
  isWithoutPostgres,
  type PostgresServer,
  startPostgres,
} from '../../lib/probe/testing/postgres-server.ts';
import { conductRun, type RunOutput } from '../../lib/run/conduct.ts';
import type { RunSummary } from '../../lib/run/summary.ts';
import { watchProbes } from '../../runner/probe/watch-probes.ts';
import { startRun } from '../../runner/run.ts';
import { Target } from './support/target.ts';

/** Probes of which each does its worst, beside a run: it is as it would be without any. */

const RATE = 200;
const SECONDS = 6;
/** Less is no reason to be late: what is late beyond it is the machine's doing. Milliseconds. */
const MACHINE_STOOD_STILL_MS = 50;

const plan = Plan.parse({
  version: 1,
  name: 'Steady',
  warmUp: 'none',
  thresholds: [{ metric: 'http_req_failed', rule: 'rate<0.01' }],
  scenarios: [
    {
      name: 'S',
      executor: {
        ...{ type: 'constant-arrival-rate', rate: RATE, duration: `${SECONDS}s` },
        ...{ preAllocatedVUs: 20, maxVUs: 1000 },
      },
      steps: [{ type: 'request', name: 'x', url: '/x' }],
    },
  ],
});

/** A page of 100 MB, sent as fast as it is taken. */
const endless: RequestListener = (_, response) => {
  const line = Buffer.from('process_cpu_seconds_total 1\n'.repeat(2_500));
  let left = 1_500;
  const more = () => {
    while (left-- > 0 && !response.destroyed) if (!response.write(line)) return;
    response.end();
  };
  response.on('drain', more);
  more();
};
const hanging: RequestListener = () => {};
const trickling: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write('process_cpu_'), 50);
  response.on('close', () => clearInterval(timer));
};

describe.skipIf(isWithoutPostgres())('probes that do their worst', () => {
  let target: Target;
  let database: PostgresServer;
  const pages: Server[] = [];

  beforeAll(async () => {
    [target, database] = await Promise.all([
      Target.start(),
      startPostgres({ shared_preload_libraries: 'pg_stat_statements' }),
    ]);
    database.sql(`CREATE EXTENSION pg_stat_statements;
      CREATE ROLE steady LOGIN PASSWORD 'pw'; CREATE ROLE revoked LOGIN PASSWORD 'pw'; GRANT pg_monitor TO steady, revoked`);
  }, 120_000);
  afterAll(async () => {
    for (const page of pages) {
      page.closeAllConnections();
      page.close();
    }
    target?.stop();
    await database?.stop();
  });

  async function pageOf(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    pages.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/metrics`;
  }

  async function run(
    probes: readonly object[],
    atSecond: Record<number, () => Promise<void>> = {},
    onLine: (line: ProbeLine) => void = () => {},
  ): Promise<{ summary: RunSummary; seen: ProbeData[]; arrived: number }> {
    await target.reset();
    const environment = Environment.parse({ baseUrl: target.baseUrl, maxRequestsPerSecond: 10_000, probes });
    const place = { environment, secrets: { password: 'pw', wrong: 'not-it' } };
    const ledger = new ProbeLedger();
    let watch: ReturnType<typeof watchProbes> | undefined;
    // One after the other, however late they are on a busy machine.
    let doing: Promise<void> = Promise.resolve();
    const output: RunOutput = {
      onEvent: (event) => {
        if (event.type === 'started')
          watch = watchProbes(place, (line) => {
            ledger.add(line);
            onLine(line);
          });
        if (event.type === 'snapshot') {
          const { second } = event.snapshot;
          const act = atSecond[second];
          delete atSecond[second];
          if (act) doing = doing.then(act);
        }
      },
      close: () => watch?.stop(),
    };
    const request = { plan, ...place };
    const { summary } = await conductRun({ startRun, request, release: null, outputs: [output] }).finished;
    await doing;
    return { summary, seen: ledger.probes, arrived: (await target.totals())['GET /x'] ?? 0 };
  }

  const admin = async (sql: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: database.address('postgres') });
    await client.connect();
    for (const one of sql) await client.query(one);
    await client.end();
  };

  it('leaves the run as it is without any, and each gap has its reason', async () => {
    const every = '1s';
    const prometheus = (name: string, url: string) => ({ type: 'prometheus', name, url, every });
    const postgres = (name: string, user: string, password: string) => ({
      ...{ type: 'postgres', name, host: '127.0.0.1', port: database.port, database: 'postgres' },
      ...{ user, password, every },
    });
    const probes = [
      prometheus('endless', await pageOf(endless)),
      prometheus('hanging', await pageOf(hanging)),
      prometheus('trickling', await pageOf(trickling)),
      prometheus('nobody', 'http://127.0.0.1:1/metrics'),
      postgres('wrong password', 'steady', '{{wrong}}'),
      postgres('revoked', 'revoked', '{{password}}'),
      postgres('restarted', 'steady', '{{password}}'),
    ];
    const missed = Promise.withResolvers<void>();
    const calm = await run([]);
    const { summary, seen, arrived } = await run(
      probes,
      {
        1: () =>
          admin([
            'ALTER ROLE revoked NOLOGIN',
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'revoked'",
          ]),
        2: async () => {
          await database.down();
          await missed.promise;
          await database.up();
        },
      },
      (line) => {
        if ('gap' in line && line.probe === probes.length - 1) missed.resolve();
      },
    );

    for (const one of [calm.summary, summary]) {
      // A machine that kept the generator from running makes any run invalid, with probes or without.
      const { reasons, maxEventLoopDelayMs } = one.generator;
      if (maxEventLoopDelayMs < MACHINE_STOOD_STILL_MS)
        expect([one.verdict, reasons]).toEqual(['passed', []]);
      expect(one.totals).toMatchObject({
        ...{ requests: RATE * SECONDS, iterations: RATE * SECONDS },
        ...{ droppedIterations: 0, failed: 0, interrupted: 0, refused: 0 },
      });
    }
    expect([calm.arrived, arrived]).toEqual([RATE * SECONDS, RATE * SECONDS]);
    const late = ({ requests, generator }: RunSummary) => ({
      p99: requests[0]?.sendDelayMs.p99 ?? Number.NaN,
      stoodStill: generator.maxEventLoopDelayMs,
    });
    const [without, beside] = [late(calm.summary), late(summary)];
    const note = `send delay p99 ${without.p99} ms without and ${beside.p99} ms beside`;
    expect(beside.p99, note).toBeLessThanOrEqual(without.p99 + 5 + without.stoodStill + beside.stoodStill);
    // The end waits for what is told then, and for no probe that hangs.
    expect(summary.durationSeconds).toBeLessThan(SECONDS + 2);

    const reasonsOf = (name: string) =>
      seen.find((probe) => probe.name === name)?.gaps.map(({ reason }) => reason) ?? [];
    expect(reasonsOf('endless')).toEqual(['answered with more than 5 MB, the most that is read']);
    expect(reasonsOf('hanging')).toEqual(['did not answer within 5 s']);
    expect(reasonsOf('trickling')).toEqual(['did not answer within 5 s']);
    expect(reasonsOf('nobody')).toEqual(['did not answer: nobody listens there']);
    expect(reasonsOf('wrong password')).toContainEqual(
      expect.stringMatching(/^did not let us in: password authentication failed/),
    );
    expect(reasonsOf('revoked')).toContainEqual(expect.stringContaining('not permitted to log in'));
    const restarted = seen.find(({ name }) => name === 'restarted');
    expect(restarted?.gaps.length).toBeGreaterThan(0);
    // It is seen again, and told of at the end.
    expect(restarted?.gaps.at(-1)?.toMs).not.toBeNull();
    expect(restarted?.report).toBeDefined();
    expect(JSON.stringify(seen)).not.toMatch(/not-it/);
  });
});
