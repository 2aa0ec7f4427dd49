import { simulateSearch } from '../lib/capacity/testing/simulate-search.ts';
import { around, exponential, fixed, type TargetModel } from '../lib/capacity/testing/simulated-target.ts';
import { randomFrom } from '../lib/judge/random.ts';
import { capacityByLongRuns } from './capacity/truth.ts';

/** How good capacity searches are, in virtual time, against targets of which the capacity is known: `node bench/capacity.ts 100`. */

type Case = {
  name: string;
  limitMs: number;
  model: (random: () => number) => TargetModel;
  /** Where the capacity is looked for by long runs; by construction when it is a number. */
  truth: number | { low: number; high: number };
};

const SECONDS = 6000;
const searches = Number(process.argv[2] ?? 100);

const CASES: Case[] = [
  {
    name: 'a rate, 8 slots of 20 ms ± 20 %',
    limitMs: 510,
    model: (random) => ({ slots: 8, service: around(0.02, 0.2, random) }),
    truth: 400,
  },
  {
    name: 'users who do not think, 8 slots of 20 ms',
    limitMs: 510,
    model: () => ({ slots: 8, service: fixed(0.02), think: fixed(0) }),
    truth: 200,
  },
  {
    name: 'a rate, 8 slots, exponential service of 20 ms',
    limitMs: 100,
    model: (random) => ({ slots: 8, service: exponential(0.02, random) }),
    truth: { low: 200, high: 420 },
  },
  {
    name: 'users, exponential thought of 1 s and service of 20 ms',
    limitMs: 150,
    model: (random) => ({ slots: 8, service: exponential(0.02, random), think: exponential(1, random) }),
    truth: { low: 200, high: 600 },
  },
];

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

console.log('| target | capacity | covered | within 5 % | width | length |\n|---|---|---|---|---|---|');
for (const { name, limitMs, model, truth } of CASES) {
  const capacity =
    typeof truth === 'number'
      ? truth
      : capacityByLongRuns(model(randomFrom(99)), { percent: 95, limitMs }, { ...truth, seconds: SECONDS });
  let [covered, near, width, length] = [0, 0, 0, 0];
  for (let seed = 1; seed <= searches; seed++) {
    const { report, seconds } = simulateSearch({
      model: model(randomFrom(seed)),
      thresholds: [{ metric: 'http_req_duration', rule: `p(95)<${limitMs}` }],
      settings: { beyond: false },
    });
    const { low = null, high = null, best = null } = report.answer ?? {};
    if ((low ?? 0) <= capacity && capacity <= (high ?? Number.POSITIVE_INFINITY)) covered++;
    if (best !== null && Math.abs(best / capacity - 1) <= 0.05) near++;
    if (low !== null && high !== null) width += (high - low) / capacity / searches;
    length += seconds / searches;
  }
  console.log(
    `| ${name} | ${capacity.toFixed(0)} | ${covered} of ${searches} | ${near} of ${searches} | ${percent(width)} | ${length.toFixed(0)} s |`,
  );
}
