import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../lib/findings/finding.ts';
import { findingsOf } from '../lib/findings/findings-of.ts';
import { observedRun, shortShopPlan } from './findings/observed-run.ts';
import { startShopProcess } from './findings/shop-process.ts';

/**
 * Are findings right? The shop is run with one fault at a time, at several strengths, and without any; the first finding
 * must be that of the fault, and without a fault there must be none. A run of which the machine was busy with other things
 * is repeated and not counted. Usage: node bench/findings.ts [--runs 20] [--seconds 25]
 * [--only n-plus-one,none] [--data DIR]. Writes bench/results/findings.jsonl, a line for each run, and prints the matrix.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '25' },
    only: { type: 'string' },
    data: { type: 'string', default: join(process.env.REHEARSAL_DATA_DIR || 'data', 'shop') },
    keep: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});

/** What each fault must be called, and the strengths at which it is switched on, in turn. */
const FAULTS: Record<string, { named: string | null; strengths: readonly number[] }> = {
  none: { named: null, strengths: [0] },
  'n-plus-one': { named: 'n-plus-one', strengths: [3, 1, 4, 2] },
  'small-pool': { named: 'pool-exhausted', strengths: [1] },
  'slow-search': { named: 'slow-query', strengths: [4, 2, 3, 1] },
  'body-leak': { named: 'memory-leak', strengths: [256, 64, 512, 128] },
  'big-payload': { named: 'large-payload', strengths: [8, 1, 4, 2] },
  blocking: { named: 'event-loop-blocked', strengths: [4, 8, 3] },
};

/** Of a run with one of these nothing else can be told: somebody else had the machine. It is repeated, so often. */
const DISTURBED = ['generator-limit', 'cpu-starved'];
const REPEATS = 2;

const chosen = values.only?.split(',') ?? Object.keys(FAULTS);
mkdirSync(values.out, { recursive: true });
const file = join(values.out, 'findings.jsonl');
writeFileSync(file, '');
const plan = shortShopPlan(Number(values.seconds));
const matrix = new Map<string, Map<string, number>>();
let disturbed = 0;

async function foundWith(fault: string, strength: number | undefined): Promise<Finding[]> {
  const shop = await startShopProcess(fault === 'none' ? [] : [`${fault}=${strength}`], values.data);
  try {
    const evidence = await observedRun(plan, shop.url);
    if (values.keep)
      writeFileSync(join(values.keep, `${fault}-${strength}-${Date.now()}.json`), JSON.stringify(evidence));
    return findingsOf(evidence);
  } finally {
    await shop.stop();
  }
}

for (let run = 0; run < Number(values.runs); run++) {
  for (const fault of chosen) {
    const { strengths = [] } = FAULTS[fault] ?? {};
    const strength = strengths[run % Math.max(1, strengths.length)];
    for (let attempt = 0; attempt <= REPEATS; attempt++) {
      const findings = await foundWith(fault, strength);
      const told = findings.map(({ kind, title, confidence, followsFrom }) => ({
        ...{ kind, title, confidence, followsFrom },
      }));
      const isDisturbed = findings.some(({ kind }) => DISTURBED.includes(kind));
      writeFileSync(file, `${JSON.stringify({ fault, strength, run, isDisturbed, findings: told })}\n`, {
        flag: 'a',
      });
      const words = findings.map(({ kind }) => kind).join(', ') || 'none';
      console.log(`${fault}=${strength}: ${words}${isDisturbed ? ' (disturbed, not counted)' : ''}`);
      if (isDisturbed) {
        disturbed++;
        continue;
      }
      const first = findings[0]?.kind ?? 'none';
      const own = matrix.get(fault) ?? new Map<string, number>();
      matrix.set(fault, own.set(first, (own.get(first) ?? 0) + 1));
      break;
    }
  }
}

console.log(`\n${disturbed} runs were disturbed and not counted.`);
console.log('\n| fault | runs | named right | first finding |\n|---|---|---|---|');
for (const [fault, firsts] of matrix) {
  const total = [...firsts.values()].reduce((sum, one) => sum + one, 0);
  const right = firsts.get(FAULTS[fault]?.named ?? 'none') ?? 0;
  const words = [...firsts].map(([kind, times]) => `${kind} ${times}`).join(', ');
  console.log(`| ${fault} | ${total} | ${right} | ${words} |`);
}
