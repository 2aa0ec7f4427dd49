import { spawnSync } from 'node:child_process';
import type { Contender } from './contender.ts';
import { artillery } from './peers/artillery.ts';
import { autocannon } from './peers/autocannon.ts';
import { hey } from './peers/hey.ts';
import { k6 } from './peers/k6.ts';
import { locust } from './peers/locust.ts';
import { oha } from './peers/oha.ts';
import { full, plain, script } from './peers/ours.ts';
import { undici } from './peers/undici.ts';
import { vegeta } from './peers/vegeta.ts';
import { wrk } from './peers/wrk.ts';

/** All tools that the bench knows. What every ratio is taken to comes first. */
export const CONTENDERS: readonly Contender[] = [
  plain,
  full,
  script,
  undici,
  wrk,
  autocannon,
  oha,
  hey,
  vegeta,
  k6,
  locust,
  artillery,
];

/** What the version command prints; empty when that holds no number, undefined when the program is not installed. */
export function versionOf({ versionCommand }: Contender): string | undefined {
  if (!versionCommand) return '';
  const [program = '', ...args] = versionCommand;
  const { error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
  if (error) return undefined;
  // Go's own version is not the program's.
  return /(?<!go[\d.]*)\d+\.\d+[.\d]*/.exec(`${stdout}\n${stderr}`)?.[0] ?? '';
}
