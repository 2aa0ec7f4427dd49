import type { Contender, Job } from './contender.ts';
import { measure } from './measure.ts';
import { startTarget } from './target.ts';

export type CostSample = { name: string; cpuUsPerRequest: number; requestsPerSecond: number };

/** Starting up and ending may take this long beside the load itself. */
const AROUND_SECONDS = 25;

/** What a request costs each: alternating, the generator on core 0 and nginx on core 1. One list of samples a round. */
export async function measureCost(
  contenders: readonly Contender[],
  rounds: number,
  job: Omit<Job, 'url'>,
  say: (line: string) => void,
): Promise<CostSample[][]> {
  const target = await startTarget({ core: 1 });
  try {
    const all: CostSample[][] = [];
    for (let round = 1; round <= rounds; round++) {
      const samples: CostSample[] = [];
      for (const contender of contenders) {
        const sample = await costOf(contender, { ...job, url: target.url }, say);
        if (!sample) continue;
        samples.push(sample);
        const { name, cpuUsPerRequest, requestsPerSecond } = sample;
        say(
          `cost, round ${round}  ${name.padEnd(18)} ${cpuUsPerRequest.toFixed(1).padStart(7)} µs/request ${Math.round(requestsPerSecond).toString().padStart(8)} requests/s`,
        );
      }
      all.push(samples);
    }
    return all;
  } finally {
    await target.stop();
  }
}

async function costOf(
  contender: Contender,
  job: Job,
  say: (line: string) => void,
): Promise<CostSample | null> {
  try {
    const run = await measure(contender.get(job), { core: 0, withinSeconds: job.seconds + AROUND_SECONDS });
    if (run.exitCode !== 0) throw new Error(`it ended with ${run.exitCode}: ${run.stderr.slice(-500)}`);
    const { requests, seconds = job.seconds } = contender.reported(run.stdout, job);
    return {
      name: contender.name,
      cpuUsPerRequest: run.cpuUs / requests,
      requestsPerSecond: requests / seconds,
    };
  } catch (error) {
    say(`${contender.name} failed: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
