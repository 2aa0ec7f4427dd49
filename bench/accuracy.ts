import type { Contender, Job, Reported } from './contender.ts';
import { CountingTarget, type Counts } from './counting-target.ts';
import { measure } from './measure.ts';

/** What a tool says of a run, and what the target knows of it. Times are milliseconds. */
export type AccuracySample = { name: string; reported: Reported; counted: Counts };

const AROUND_SECONDS = 25;

/** Each against a target that counts, and that delays its answers by a known distribution. */
export async function measureAccuracy(
  contenders: readonly Contender[],
  job: Omit<Job, 'url'>,
  say: (line: string) => void,
): Promise<AccuracySample[]> {
  const target = await CountingTarget.start(1);
  try {
    const samples: AccuracySample[] = [];
    for (const contender of contenders) {
      const whole = { ...job, url: target.url };
      await target.take();
      try {
        const run = await measure(contender.get(whole), {
          core: 0,
          withinSeconds: job.seconds + AROUND_SECONDS,
        });
        const counted = await target.take();
        if (run.exitCode !== 0) throw new Error(`it ended with ${run.exitCode}: ${run.stderr.slice(-500)}`);
        const reported = contender.reported(run.stdout, whole);
        samples.push({ name: contender.name, reported, counted });
        say(
          `accuracy       ${contender.name.padEnd(18)} said ${reported.requests}, counted ${counted.requests}; p99 said ${reported.p99?.toFixed(1) ?? '-'} ms, true ${counted.p99.toFixed(1)} ms`,
        );
      } catch (error) {
        say(`${contender.name} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return samples;
  } finally {
    target.stop();
  }
}
