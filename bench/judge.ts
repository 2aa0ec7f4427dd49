import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENDPOINTS } from './judge/endpoints.ts';
import { Stretches } from './judge/resample.ts';
import { simulate, type Tally } from './judge/simulate.ts';
import { storedRuns } from './judge/stored-runs.ts';

/**
 * Is the judge right? Pairs of runs are put together of stretches of real stored ones: pairs of equal releases, of which at
 * most 5 in 100 may be called worse in anything, and pairs in which one endpoint is slower. Usage: npm run bench:judge --
 * [--pairs 1000] [--minutes 5,10,20] [--rate 10] [--docs]
 */

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '5,10,20' },
    /** Requests a second of each endpoint of the stored runs, how many runs and how long. */
    rate: { type: 'string', default: '10' },
    runs: { type: 'string', default: '4' },
    stored: { type: 'string', default: '10' },
    docs: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});
const [rate, runs, stored, pairs] = [values.rate, values.runs, values.stored, values.pairs].map(Number);
const lengths = values.minutes.split(',').map(Number);
if (![rate, runs, stored, pairs, ...lengths].every((number) => number && number > 0))
  throw new Error('All options but --docs and --out are numbers above 0');

const sources = await storedRuns(values.out, { runs: runs ?? 4, minutes: stored ?? 10, rate: rate ?? 10 });
const stretches = sources.map((run) => new Stretches(run));
console.log(`${sources.length} stored runs of ${sources.map(({ seconds }) => seconds).join(', ')} s`);

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const rows: { minutes: number; tally: Tally }[] = [];
for (const minutes of lengths) {
  const began = process.cpuUsage();
  const options = { pairs: pairs ?? 1000, seconds: minutes * 60, seed: 20_000 + minutes };
  const tally = await simulate(stretches, options, (done, { falseWorse, shifted }) => {
    if (done % 50 === 0) {
      const found = shifted.get(1.1)?.worse ?? 0;
      console.log(
        `${minutes} min, ${done} pairs: false worse ${falseWorse}, +10 % found ${percent(found, done)}`,
      );
    }
  });
  const { user, system } = process.cpuUsage(began);
  rows.push({ minutes, tally });
  console.log(`${minutes} min: ${((user + system) / 1e6 / tally.pairs).toFixed(2)} s of CPU a pair`);
}

const table = [
  '| run | A/A pairs | with anything falsely worse | falsely better | p95 of equal endpoints: equivalent | +5 % found | +10 % found | +20 % found |',
  '|---|--:|--:|--:|--:|--:|--:|--:|',
  ...rows.map(({ minutes, tally }) => {
    const { equal, shifted } = tally;
    const found = [...shifted.values()].map(({ worse }) => percent(worse, tally.pairs));
    const cells = [
      `${minutes} min, ${rate}/s`,
      `${tally.pairs} × ${ENDPOINTS} endpoints`,
      percent(tally.falseWorse, tally.pairs),
      percent(tally.falseBetter, tally.pairs),
      percent(equal.equivalent, tally.pairs * ENDPOINTS),
      ...found,
    ];
    return `| ${cells.join(' | ')} |`;
  }),
].join('\n');
console.log(table);
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, `judge-${rate}.md`), `${table}\n`);
if (values.docs) {
  const path = join(import.meta.dirname, '..', 'docs', 'statistics.md');
  const [start, end] = ['<!-- bench:judge -->', '<!-- end of bench:judge -->'];
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for the table`);
  writeFileSync(path, `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`);
}
