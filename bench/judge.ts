import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomFrom } from '../lib/judge/random.ts';
import { UNITS, unitFor } from '../lib/judge/read-seconds.ts';
import { ENDPOINTS } from './judge/endpoints.ts';
import { reckonedRun } from './judge/reckoned-run.ts';
import { drawSeconds, Stretches, thinned } from './judge/resample.ts';
import { type MakeRun, simulate, type Tally } from './judge/simulate.ts';
import { storedRuns } from './judge/stored-runs.ts';

/**
 * Is the judge right? Pairs of runs of equal releases, of which at most 5 in 100 may be called worse in anything, and pairs
 * in which one endpoint is slower. Runs are put together of stretches of real stored ones, or reckoned. Usage: npm run
 * bench:judge -- [--stored 10x50x1000,20x20x1000] [--reckoned 10x10x1000] [--docs]; `10x50x1000` is 1000 pairs of runs of 10
 * minutes with 50 requests a second to each endpoint. What is left out is what the docs show. Real runs are recorded once, at
 * the highest rate that is stored; for lower ones requests are left out by chance. They are as good as the machine is quiet.
 */

const { values } = parseArgs({
  options: {
    stored: { type: 'string', default: '10x10x1000,10x50x1000,20x20x1000' },
    reckoned: { type: 'string', default: '10x10x500,10x50x300' },
    /** How many runs are stored, how many minutes each is long, and at which rate. */
    runs: { type: 'string', default: '4' },
    length: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    docs: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});
const [runs = 0, minutes = 0, storedRate = 0] = [values.runs, values.length, values.rate].map(Number);
if (!(runs > 0 && minutes > 0 && storedRate > 0))
  throw new Error('--runs, --length and --rate are numbers above 0');

type Load = { minutes: number; rate: number; pairs: number };
const loadsOf = (text: string): Load[] =>
  text
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const [minutes = 0, rate = 0, pairs = 0] = part.split('x').map(Number);
      if (!(minutes > 0 && rate > 0 && pairs > 0))
        throw new Error(`"${part}" must be minutes x requests a second x pairs, such as 10x50x1000`);
      return { minutes, rate, pairs };
    });

let recorded: ReturnType<typeof storedRuns> | undefined;
const recordings = () => {
  recorded ??= storedRuns(values.out, { runs, minutes, rate: storedRate });
  return recorded;
};

async function storedMaker({ minutes: length, rate }: Load): Promise<MakeRun> {
  const share = rate / storedRate;
  if (share > 1) throw new Error(`${rate}/s cannot be taken from runs with ${storedRate}/s; see --rate`);
  const random = randomFrom(rate);
  const sources = (await recordings()).map(
    (run) => new Stretches(share < 1 ? thinned(run, share, random) : run),
  );
  return (release, random) => {
    const source = sources[release % sources.length];
    if (!source) throw new Error('There is no stored run');
    const unit = UNITS[unitFor(length * 60)];
    return source.copy(drawSeconds(source.seconds, length * 60, random), unit);
  };
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const rows: string[] = [];

async function measure(
  source: string,
  { minutes: length, rate, pairs }: Load,
  makeRun: MakeRun,
): Promise<void> {
  const began = process.cpuUsage();
  const tally = await simulate(makeRun, { pairs, seed: 20_000 + 100 * length + rate }, (done, so) => {
    if (done % 50 === 0)
      console.log(
        `${source}, ${length} min, ${rate}/s, ${done} pairs: falsely worse ${so.falseWorse}, +10 % found ${percent(so.shifted.get(1.1)?.worse ?? 0, done)}`,
      );
  });
  const { user, system } = process.cpuUsage(began);
  console.log(`${((user + system) / 1e6 / tally.pairs).toFixed(2)} s of CPU a pair`);
  rows.push(rowOf(source, length, rate, tally));
}

function rowOf(source: string, length: number, rate: number, { pairs, ...tally }: Tally): string {
  const cells = [
    ...[source, `${length} min`, `${rate}/s`, `${pairs} × ${ENDPOINTS}`],
    ...[percent(tally.falseWorse, pairs), percent(tally.falseBetter, pairs)],
    percent(tally.equal.equivalent, pairs * ENDPOINTS),
    ...[...tally.shifted.values()].map(({ worse }) => percent(worse, pairs)),
  ];
  return `| ${cells.join(' | ')} |`;
}

for (const load of loadsOf(values.reckoned))
  await measure('reckoned', load, (_, random) => reckonedRun(load.minutes * 60, load.rate, random));
for (const load of loadsOf(values.stored)) await measure('stored', load, await storedMaker(load));

const table = [
  '| runs | length | load of an endpoint | A/A pairs × endpoints | pairs with anything falsely worse | falsely better | p95 called equivalent | +5 % found | +10 % found | +20 % found |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
  ...rows,
].join('\n');
console.log(table);
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'judge.md'), `${table}\n`);
if (values.docs) {
  const path = join(import.meta.dirname, '..', 'docs', 'statistics.md');
  const [start, end] = ['<!-- bench:judge -->', '<!-- end of bench:judge -->'];
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for the table`);
  writeFileSync(path, `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`);
}
