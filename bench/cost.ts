import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './measure.ts';
import { CONTENDERS, type Job, versionOf } from './peers.ts';
import { type Sample, table } from './table.ts';
import { startTarget } from './target.ts';

/**
 * What a request costs us beside other tools: same work, same local target, same run, alternating, generator pinned to
 * core 0 and target to core 1. Usage: npm run bench -- [--rounds 5] [--only NAME]...
 */

const SECONDS = 10;
const CONNECTIONS = 100;
const REFERENCE = 'bare undici';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true },
    out: { type: 'string', default: 'data/bench' },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
const target = await startTarget(18_080, { core: 1 });
const job: Job = { url: target.url, connections: CONNECTIONS, seconds: SECONDS, scratch };

const chosen = CONTENDERS.filter(
  ({ name }) => !values.only || name === REFERENCE || values.only.includes(name),
);
const versions = new Map(chosen.map((contender) => [contender.name, versionOf(contender)]));
const present = chosen.filter(({ name }) => versions.get(name) !== undefined);
const absent = chosen.filter(({ name }) => versions.get(name) === undefined).map(({ name }) => name);
if (absent.length > 0) console.log(`Not installed, left out: ${absent.join(', ')}`);

try {
  const rounds: Sample[][] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const samples: Sample[] = [];
    for (const contender of present) {
      const { cpuUs, stdout, stderr, exitCode } = await measure(contender.command(job), 0);
      if (exitCode !== 0) console.log(`${contender.name} ended with ${exitCode}: ${stderr.slice(-500)}`);
      const requests = contender.requests(stdout, job);
      const sample = {
        name: contender.name,
        work: contender.work,
        version: versions.get(contender.name) ?? '',
        cpuUsPerRequest: cpuUs / requests,
        requestsPerSecond: requests / SECONDS,
      };
      samples.push(sample);
      console.log(
        `round ${round + 1}  ${contender.name.padEnd(18)} ${sample.cpuUsPerRequest.toFixed(1).padStart(7)} us/request  ${Math.round(sample.requestsPerSecond)} requests/s`,
      );
    }
    rounds.push(samples);
  }
  const text = table(rounds, REFERENCE);
  mkdirSync(values.out, { recursive: true });
  writeFileSync(
    join(values.out, 'cost.json'),
    JSON.stringify({ cpu: cpus()[0]?.model, cores: cpus().length, rounds }, null, 2),
  );
  writeFileSync(join(values.out, 'cost.md'), `${text}\n`);
  console.log(`\n${text}\n\nWritten to ${values.out}/cost.md and cost.json.`);
} finally {
  await target.stop();
  rmSync(scratch, { recursive: true, force: true });
}
