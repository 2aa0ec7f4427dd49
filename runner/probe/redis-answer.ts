import { ProbeProblem } from './probe-source.ts';

/** What Redis answers; an error of one command is an answer too. */
export type RedisAnswer = string | number | null | RedisError | RedisAnswer[];
export class RedisError {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** Nothing that is asked for here is nested deeper. */
const MOST_DEPTH = 8;

/** So many answers, as RESP 2 writes them; undefined while they are not all there. Throws a ProbeProblem at what is none. */
export function readAnswers(bytes: Buffer, count: number, mostBytes: number): RedisAnswer[] | undefined {
  let at = 0;
  const one = (depth: number): RedisAnswer | undefined => {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const kind = String.fromCharCode(bytes[at] ?? 0);
    const line = bytes.toString('utf8', at + 1, end);
    at = end + 2;
    if (kind === '-') return new RedisError(line);
    if (kind === '+') return line;
    const number = Number(line);
    if (kind === ':') return number;
    if (!Number.isInteger(number) || number < -1 || number > mostBytes || depth > MOST_DEPTH)
      throw new ProbeProblem('does not speak as Redis does');
    if (kind === '$') return number < 0 ? null : bulk(number);
    if (kind === '*') return number < 0 ? null : many(number, depth + 1);
    throw new ProbeProblem('does not speak as Redis does');
  };
  const bulk = (length: number) => {
    if (bytes.length < at + length + 2) return undefined;
    const text = bytes.toString('utf8', at, at + length);
    at += length + 2;
    return text;
  };
  const many = (length: number, depth: number): RedisAnswer[] | undefined => {
    const answers: RedisAnswer[] = [];
    while (answers.length < length) {
      const next = one(depth);
      if (next === undefined) return undefined;
      answers.push(next);
    }
    return answers;
  };
  return many(count, 0);
}
