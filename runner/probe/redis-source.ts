import net from 'node:net';
import tls from 'node:tls';
import { z } from 'zod';
import type { Environment } from '../../lib/plan/environment.ts';
import type { RedisProbe } from '../../lib/probe/probe.ts';
import { RedisReader } from '../../lib/probe/redis/redis-reader.ts';
import { type SlowEntry, SlowLog } from '../../lib/probe/redis/slow-log.ts';
import type { FillIn } from '../http/environment-text.ts';
import { allowedPlace, tlsTo } from './at-host.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';
import { type RedisAnswer, RedisError, readAnswers } from './redis-answer.ts';

/** INFO has some kilobytes, the slow log some more; what sends more is neither. Bytes. */
const MOST_BYTES = 1_000_000;

/** The newest of the slow log that are asked for: as many as Redis keeps unless told otherwise. */
const SLOW_ENTRIES = '128';

/** One connection for each look, which says who it is, asks INFO and the slow log, and goes. */
export function redisSource(
  probe: z.output<typeof RedisProbe>,
  environment: Environment,
  fillIn: FillIn,
): ProbeSource {
  const password = fillIn(probe.password, `password of the probe ${probe.name}`);
  const reader = new RedisReader();
  const slowLog = new SlowLog();
  let slowLogNote: string | undefined;
  const login = password === '' ? [] : [['AUTH', ...(probe.user === '' ? [] : [probe.user]), password]];
  return {
    look: async (atMs, signal) => {
      const place = allowedPlace(probe, environment);
      const socket = probe.tls
        ? tls.connect({ ...place, ...tlsTo(probe.host, environment, fillIn) })
        : net.connect(place);
      const close = () => socket.destroy();
      signal.addEventListener('abort', close, { once: true });
      try {
        const answers = await ask(socket, [...login, ['INFO'], ['SLOWLOG', 'GET', SLOW_ENTRIES]]);
        const slow = answers.pop();
        const refused = answers.find((answer) => answer instanceof RedisError);
        if (refused) throw new ProbeProblem(`answered ${refused.message}`);
        const entries = z.array(Entry).safeParse(slow);
        slowLogNote = slow instanceof RedisError ? `The slow log is not told: ${slow.message}.` : undefined;
        if (entries.success) slowLog.look(entries.data);
        const info = answers.at(-1);
        if (typeof info !== 'string') throw new ProbeProblem('answered with no INFO');
        return reader.measure(info, atMs, entries.success ? slowLog.soFar : undefined);
      } finally {
        signal.removeEventListener('abort', close);
        socket.destroy();
      }
    },
    report: async () => slowLog.report(slowLogNote === undefined ? [] : [slowLogNote]),
    close: async () => {},
  };
}

const encode = (words: readonly string[]) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** Sends commands and resolves with their answers. Rejects with a ProbeProblem when there is none. */
function ask(socket: net.Socket, commands: readonly (readonly string[])[]): Promise<RedisAnswer[]> {
  const { promise, resolve, reject } = Promise.withResolvers<RedisAnswer[]>();
  let received = Buffer.alloc(0);
  socket.on('error', reject);
  socket.on('close', () => reject(new ProbeProblem('closed the connection before it answered')));
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length > MOST_BYTES) reject(new ProbeProblem('answered with more than it was asked for'));
    try {
      const answers = readAnswers(received, commands.length, MOST_BYTES);
      if (answers) resolve(answers);
    } catch (error) {
      reject(error);
    }
  });
  socket.write(commands.map(encode).join(''));
  return promise;
}

/** id, time, microseconds, words, client and its name: the last two since Redis 4. */
const Entry = z
  .tuple([z.number(), z.number(), z.number(), z.array(z.string())])
  .rest(z.unknown())
  .transform(
    ([id, at, microseconds, words, client]): SlowEntry => ({
      ...{ id, at, microseconds, words },
      client: typeof client === 'string' ? client : '',
    }),
  );
