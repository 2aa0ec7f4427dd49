import type { RunSet } from '../api/run-sets.ts';
import { pairsOf } from '../compare/set-words.ts';
import { type Comparison, comparisonOf } from '../gate/comparison.ts';
import { type FailOn, readFailOn } from '../gate/fail-on.ts';
import { type RunServer, ServerProblem } from './run-server.ts';
import { idOf } from './server-names.ts';

export type Alternation = {
  /** Name or id, as on the server. */
  plan: string;
  /** Name or id of an environment, and the release that answers there: `Staging=1.0`. */
  a: string;
  b: string;
  runs: number;
  failOn: readonly string[];
};

/** How often the server is asked how far it is. Milliseconds. */
const POLL_MS = 2000;

/**
 * Runs two releases on the server in alternation, A B B A, and judges them together. Throws ServerProblem when that cannot be
 * asked for, or when nothing of it can be judged.
 */
export async function alternate(
  server: RunServer,
  { plan, a, b, runs, failOn }: Alternation,
  onProgress: (set: RunSet) => void,
  pollMs = POLL_MS,
): Promise<Comparison> {
  const gates = readGates(failOn);
  const [plans, environments] = [await server.plans(), await server.environments()];
  const planId = idOf('plan', plans, plan);
  const sideOf = (text: string) => {
    const [name = '', ...release] = text.split('=');
    return { environmentId: idOf('environment', environments, name), release: release.join('=') };
  };
  let set = await server.startSet({ planId, a: sideOf(a), b: sideOf(b), runs });
  onProgress(set);
  while (set.state === 'waiting' || set.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const next = await server.runSet(set.id);
    if (next.sentence !== set.sentence) onProgress(next);
    set = next;
  }
  const [first] = pairsOf(set.runs);
  if (!first) throw new ServerProblem(set.sentence);
  const ids = { baseline: first.a.run.id, candidate: first.b.run.id };
  const [pair, { together }] = [await server.pair(ids), await server.setEstimates(set.id)];
  if (!together) throw new ServerProblem(set.sentence);
  return comparisonOf(pair, together, gates);
}

function readGates(failOn: readonly string[]): FailOn[] {
  const read = failOn.map(readFailOn);
  const problems = read.flatMap((one) => ('problem' in one ? [`--fail-on ${one.problem}`] : []));
  if (problems.length > 0) throw new ServerProblem(problems.join('\n'));
  return read.flatMap((one) => ('problem' in one ? [] : [one]));
}
