import { readFileSync, statSync } from 'node:fs';
import type { Plan } from '../lib/plan/plan.ts';
import { MAX_FILE_BYTES, readPlan } from '../lib/plan-file/plan-file.ts';
import { planIssuesText } from '../lib/report/plan-issues-text.ts';
import { Refused, reasonOf } from './refused.ts';

/** The plan of a file. Throws Refused with all that is wrong with it. */
export function loadPlan(file: string): Plan {
  let text: string;
  try {
    if (statSync(file).size > MAX_FILE_BYTES) {
      throw new Error(`it is larger than ${MAX_FILE_BYTES / 1e6} MB, the most a plan file may have`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refused(`Cannot read the plan ${file}: ${reasonOf(error)}`);
  }
  const read = readPlan(text);
  if (!read.ok) throw new Refused(planIssuesText(file, read.issues));
  return read.plan;
}
