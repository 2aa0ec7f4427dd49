import net from 'node:net';
import tls from 'node:tls';
import type { z } from 'zod';
import type { Environment } from '../../lib/plan/environment.ts';
import type { RedisProbe } from '../../lib/probe/probe.ts';
import { RedisReader } from '../../lib/probe/redis/redis-reader.ts';
import type { FillIn } from '../http/environment-text.ts';
import { allowedPlace, tlsTo } from './at-host.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';

/** INFO has some kilobytes; what sends more is none. Bytes. */
const MOST_BYTES = 1_000_000;

/** One connection for each look, which says who it is, asks INFO and goes. */
export function redisSource(
  probe: z.output<typeof RedisProbe>,
  environment: Environment,
  fillIn: FillIn,
): ProbeSource {
  const password = fillIn(probe.password, `password of the probe ${probe.name}`);
  const reader = new RedisReader();
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
        const answers = await ask(socket, [...login, ['INFO']]);
        return reader.measure(answers.at(-1) ?? '', atMs);
      } finally {
        signal.removeEventListener('abort', close);
        socket.destroy();
      }
    },
    close: async () => {},
  };
}

const encode = (words: readonly string[]) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** Sends commands and resolves with their answers, which are texts. Rejects with a ProbeProblem for an error. */
function ask(socket: net.Socket, commands: readonly (readonly string[])[]): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  let received = Buffer.alloc(0);
  socket.on('error', reject);
  socket.on('close', () => reject(new ProbeProblem('closed the connection before it answered')));
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length > MOST_BYTES) reject(new ProbeProblem('answered with more than INFO ever has'));
    try {
      const answers = decode(received, commands.length);
      if (answers) resolve(answers);
    } catch (error) {
      reject(error);
    }
  });
  socket.write(commands.map(encode).join(''));
  return promise;
}

/** So many answers; undefined while they are not all there. */
function decode(bytes: Buffer, count: number): string[] | undefined {
  const answers: string[] = [];
  let at = 0;
  while (answers.length < count) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const kind = String.fromCharCode(bytes[at] ?? 0);
    const line = bytes.toString('utf8', at + 1, end);
    at = end + 2;
    if (kind === '-') throw new ProbeProblem(`answered ${line}`);
    if (kind === '+') answers.push(line);
    else if (kind === '$') {
      const length = Number(line);
      if (!(length >= 0) || length > MOST_BYTES) throw new ProbeProblem('answered with no INFO');
      if (bytes.length < at + length + 2) return undefined;
      answers.push(bytes.toString('utf8', at, at + length));
      at += length + 2;
    } else throw new ProbeProblem('does not speak as Redis does');
  }
  return answers;
}
