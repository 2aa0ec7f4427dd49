import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findingsOf } from '../lib/findings/findings-of.ts';
import type { RunEvidence } from '../lib/findings/run-evidence.ts';
import { ConfusionMatrix, crowdOf, FAULTS } from './findings/confusion-matrix.ts';
import { type BenchDatabase, startBenchDatabase } from './findings/database.ts';
import { keptName, keptRuns } from './findings/kept-evidence.ts';
import { observedRun, shortShopPlan } from './findings/observed-run.ts';
import { startShopProcess } from './findings/shop-process.ts';

/**
 * Are findings right? The shop is run with one fault at a time, at several strengths, and without any; the first finding
 * must be that of the fault, and without a fault there must be none. A run of which the machine was busy with other things
 * is repeated and not counted. Usage: node bench/findings.ts [--runs 20] [--seconds 25]
 * [--only n-plus-one,none] [--data DIR] [--keep DIR] [--database]. Writes bench/results/findings.jsonl, a line for each run, and prints
 * the matrix. `--keep` keeps what the rules looked at; `--again DIR` runs nothing, and prints what the rules of today say
 * of what was kept. With `--database` the shop keeps its data in a PostgreSQL of the system's package, which is observed too.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '25' },
    only: { type: 'string' },
    data: { type: 'string', default: join(process.env.REHEARSAL_DATA_DIR || 'data', 'shop') },
    database: { type: 'boolean', default: false },
    keep: { type: 'string' },
    again: { type: 'string', multiple: true },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});

/** A disturbed run is repeated so often. */
const REPEATS = 2;

const chosen = values.only?.split(',') ?? Object.keys(FAULTS);
const matrix = new ConfusionMatrix();

/** Whether the run counts. */
function judge(fault: string, strength: number, evidence: RunEvidence, file?: string): boolean {
  const findings = findingsOf(evidence);
  const counts = matrix.add(fault, strength, findings);
  const told = findings.map(({ kind, title, confidence, followsFrom }) => ({
    ...{ kind, title, confidence, followsFrom },
  }));
  if (file)
    writeFileSync(file, `${JSON.stringify({ fault, strength, isDisturbed: !counts, findings: told })}\n`, {
      flag: 'a',
    });
  const words = findings.map(({ kind }) => kind).join(', ') || 'none';
  console.log(`${fault}=${strength}: ${words}${counts ? '' : ' (disturbed, not counted)'}`);
  return counts;
}

async function evidenceWith(
  fault: string,
  strength: number,
  database: BenchDatabase | undefined,
): Promise<RunEvidence> {
  const flags = fault === 'none' ? [] : [`${fault}=${strength}`];
  const plan = shortShopPlan(Number(values.seconds), crowdOf(fault, strength));
  const shop = await startShopProcess(flags, values.data, database?.url);
  try {
    const evidence = await observedRun(plan, shop.url, database);
    if (values.keep)
      writeFileSync(join(values.keep, keptName(fault, strength, Date.now())), JSON.stringify(evidence));
    return evidence;
  } finally {
    await shop.stop();
  }
}

async function runAll(database: BenchDatabase | undefined): Promise<void> {
  mkdirSync(values.out, { recursive: true });
  const file = join(values.out, 'findings.jsonl');
  writeFileSync(file, '');
  for (let run = 0; run < Number(values.runs); run++) {
    for (const fault of chosen) {
      const { strengths = [] } = FAULTS[fault] ?? {};
      const strength = strengths[run % Math.max(1, strengths.length)] ?? 0;
      for (let attempt = 0; attempt <= REPEATS; attempt++)
        if (judge(fault, strength, await evidenceWith(fault, strength, database), file)) break;
    }
  }
}

if (values.again) {
  for (const folder of values.again)
    for (const { fault, strength, evidence } of keptRuns(folder))
      if (chosen.includes(fault)) judge(fault, strength, evidence);
} else {
  const database = values.database ? await startBenchDatabase() : undefined;
  try {
    await runAll(database);
  } finally {
    await database?.stop();
  }
}
console.log(`\n${matrix.text}`);
