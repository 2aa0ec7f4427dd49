import type { Contender, UsersJob } from './contender.ts';
import { measure } from './measure.ts';
import { memoryOf, processTree } from './memory.ts';
import { median } from './statistics.ts';
import { startTarget } from './target.ts';

/** Bytes of all processes of a tool, by the number of users it played. */
export type UsersSample = { name: string; few: number; many: number; perVu: number };

const AROUND_SECONDS = 40;
const THINK = { min: 8, max: 12 };

/**
 * Memory of users with think time, each with an open connection: what a tool takes with many users less what it takes
 * with few, so that what it takes without any is not counted.
 */
export async function measureUsers(
  contenders: readonly Contender[],
  { few, many, rampSeconds, holdSeconds, scratch }: Omit<UsersJob, 'url' | 'users' | 'think'> & Numbers,
  say: (line: string) => void,
): Promise<UsersSample[]> {
  const target = await startTarget({ core: 1 });
  const job = { url: target.url, rampSeconds, holdSeconds, scratch, think: THINK };
  try {
    const samples: UsersSample[] = [];
    for (const { name, users } of contenders) {
      if (!users) continue;
      try {
        const withFew = await residentBytes(users, { ...job, users: few });
        const withMany = await residentBytes(users, { ...job, users: many });
        const perVu = (withMany - withFew) / (many - few);
        samples.push({ name, few: withFew, many: withMany, perVu });
        say(
          `memory         ${name.padEnd(18)} ${(perVu / 1024).toFixed(1).padStart(7)} KB/VU (${mb(withFew)} MB with ${few}, ${mb(withMany)} MB with ${many})`,
        );
      } catch (error) {
        say(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return samples;
  } finally {
    await target.stop();
  }
}

type Numbers = { few: number; many: number };
const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** The median of what all processes have resident, from when all users must be there to when the first may leave. */
async function residentBytes(users: (job: UsersJob) => string[], job: UsersJob): Promise<number> {
  const { rampSeconds, holdSeconds } = job;
  const held: number[] = [];
  const startedAt = performance.now();
  let sampling: NodeJS.Timeout | undefined;
  const run = await measure(users(job), {
    core: 0,
    withinSeconds: rampSeconds + holdSeconds + AROUND_SECONDS,
    onStart(pid) {
      sampling = setInterval(() => {
        const second = (performance.now() - startedAt) / 1000;
        if (second < rampSeconds + holdSeconds / 2 || second > rampSeconds + holdSeconds) return;
        held.push(memoryOf(processTree(pid)).pss);
      }, 500);
    },
  });
  clearInterval(sampling);
  if (run.exitCode !== 0) throw new Error(`it ended with ${run.exitCode}: ${run.stderr.slice(-500)}`);
  if (held.length < 3) throw new Error(`only ${held.length} samples of its memory`);
  return median(held);
}
