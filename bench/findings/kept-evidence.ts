import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvidence } from '../../lib/findings/run-evidence.ts';

/** The evidence of one run of the bench as it was kept. */
export type KeptRun = { fault: string; strength: number; evidence: RunEvidence };

const NAME = /^(.+)-(\d+)-(\d+)\.json$/;

/** Writes down what rules looked at, so that they can look again. */
export const keptName = (fault: string, strength: number | undefined, now: number) =>
  `${fault}-${strength ?? 0}-${now}.json`;

/** Runs in the order in which they were made. */
export function* keptRuns(folder: string): Generator<KeptRun> {
  const names = readdirSync(folder).flatMap((name) => {
    const [, fault = '', strength, at] = NAME.exec(name) ?? [];
    return fault === '' ? [] : [{ name, fault, strength: Number(strength), at: Number(at) }];
  });
  for (const { name, fault, strength } of names.toSorted((a, b) => a.at - b.at))
    yield { fault, strength, evidence: JSON.parse(readFileSync(join(folder, name), 'utf8')) };
}
