import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { readPlan, writePlan } from '../../lib/plan-file/plan-file.ts';
import { startProblems } from '../../lib/run/start-problems.ts';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));

it.each(files)('%s is a plan that can run as it stands, and survives being written', (name) => {
  const read = readPlan(readFileSync(join(import.meta.dirname, name), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const { plan } = read;
  expect(startProblems({ plan, environment: Environment.parse(plan.environment), secrets: {} })).toEqual([]);
  expect(plan.thresholds.length).toBeGreaterThan(0);
  expect(readPlan(writePlan(plan))).toEqual(read);
});
