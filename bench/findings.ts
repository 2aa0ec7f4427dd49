import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findingsOf } from '../lib/findings/findings-of.ts';
import { observedRun, shortShopPlan } from './findings/observed-run.ts';
import { startShopProcess } from './findings/shop-process.ts';

/**
 * Are findings right? The shop is run with one fault at a time, at several strengths, and without any; the first finding
 * must be that of the fault, and without a fault there must be none. Usage: node bench/findings.ts [--runs 20] [--seconds 25]
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
  'small-pool': { named: 'pool-exhausted', strengths: [2, 1] },
  'slow-search': { named: 'slow-query', strengths: [4, 2, 3, 1] },
  'body-leak': { named: 'memory-leak', strengths: [256, 128, 512, 1024] },
  'big-payload': { named: 'large-payload', strengths: [8, 1, 4, 2] },
  blocking: { named: 'event-loop-blocked', strengths: [4, 8, 16, 2] },
};

const chosen = values.only?.split(',') ?? Object.keys(FAULTS);
mkdirSync(values.out, { recursive: true });
const file = join(values.out, 'findings.jsonl');
writeFileSync(file, '');
const plan = shortShopPlan(Number(values.seconds));
const matrix = new Map<string, Map<string, number>>();
for (let run = 0; run < Number(values.runs); run++) {
  for (const fault of chosen) {
    const { strengths = [] } = FAULTS[fault] ?? {};
    const strength = strengths[run % Math.max(1, strengths.length)];
    const shop = await startShopProcess(fault === 'none' ? [] : [`${fault}=${strength}`], values.data);
    try {
      const evidence = await observedRun(plan, shop.url);
      const findings = findingsOf(evidence);
      const [first] = findings;
      const line = {
        ...{ fault, strength, run, first: first?.kind ?? 'none' },
        findings: findings.map(({ kind, title, confidence, followsFrom }) => ({
          ...{ kind, title, confidence, followsFrom },
        })),
      };
      writeFileSync(file, `${JSON.stringify(line)}\n`, { flag: 'a' });
      if (values.keep)
        writeFileSync(join(values.keep, `${fault}-${strength}-${run}.json`), JSON.stringify(evidence));
      const own = matrix.get(fault) ?? new Map<string, number>();
      matrix.set(fault, own.set(line.first, (own.get(line.first) ?? 0) + 1));
      console.log(`${fault}=${strength}: ${findings.map(({ kind }) => kind).join(', ') || 'none'}`);
    } finally {
      await shop.stop();
    }
  }
}

console.log('\n| fault | runs | named right | first finding |\n|---|---|---|---|');
for (const [fault, firsts] of matrix) {
  const total = [...firsts.values()].reduce((sum, one) => sum + one, 0);
  const right = firsts.get(FAULTS[fault]?.named ?? 'none') ?? 0;
  const words = [...firsts].map(([kind, times]) => `${kind} ${times}`).join(', ');
  console.log(`| ${fault} | ${total} | ${right} | ${words} |`);
}
