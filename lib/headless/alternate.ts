import type { RunSet } from '../api/run-sets.ts';
import { pairsOf } from '../compare/set-words.ts';
import { type Comparison, comparisonOf } from '../gate/comparison.ts';
import { type FailOn, readFailOn } from '../gate/fail-on.ts';
import { noiseFigures } from '../judge/answer-words.ts';
import { type RunServer, ServerProblem } from './run-server.ts';
import { idOf } from './server-names.ts';

/** What is to be run: two releases of a plan, one of them alone, or what a set that broke off lacks. */
export type Alternation = {
  /** Name or id, as on the server. */
  plan?: string | undefined;
  /** Name or id of an environment, and the release that answers there: `Staging=1.0`. */
  a?: string | undefined;
  b?: string | undefined;
  runs: number;
  failOn: readonly string[];
  /** The id of a set. */
  again?: string | undefined;
};

/** How often the server is asked how far it is. Milliseconds. */
const POLL_MS = 2000;

/**
 * Runs two releases on the server in alternation, A B B A, and judges them together; one alone measures the noise of its
 * environment, and the answer is a sentence. Throws ServerProblem when that cannot be asked for, or when nothing of it can be judged.
 */
export async function alternate(
  server: RunServer,
  asked: Alternation,
  onProgress: (set: RunSet) => void,
  pollMs = POLL_MS,
): Promise<Comparison | string> {
  const gates = readGates(asked.failOn);
  let set = await begun(server, asked);
  onProgress(set);
  while (set.state === 'waiting' || set.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const next = await server.runSet(set.id);
    if (next.sentence !== set.sentence) onProgress(next);
    set = next;
  }
  if (set.kind === 'aa') {
    const { noise } = await server.setEstimates(set.id);
    if (!noise) throw new ServerProblem(set.sentence);
    return noiseFigures(noise);
  }
  const [first] = pairsOf(set.runs);
  if (!first) throw new ServerProblem(set.sentence);
  const ids = { baseline: first.a.run.id, candidate: first.b.run.id };
  const [pair, { together }] = [await server.pair(ids), await server.setEstimates(set.id)];
  if (!together) throw new ServerProblem(set.sentence);
  return comparisonOf(pair, together, gates);
}

async function begun(server: RunServer, { plan, a, b, runs, failOn, again }: Alternation): Promise<RunSet> {
  if (again !== undefined) {
    const more = [plan && 'the plan', a && '--a', b && '--b'].filter(Boolean).join(', ');
    if (more) throw new ServerProblem(`--again runs what the set has: leave out ${more}`);
    return server.repeatSet(again);
  }
  if (!plan || !a) throw new ServerProblem('Name a plan and --a, or the set that broke off by --again');
  if (!b && failOn.length > 0)
    throw new ServerProblem('--fail-on needs --b: one release alone is not judged');
  const [plans, environments] = [await server.plans(), await server.environments()];
  const planId = idOf('plan', plans, plan);
  const sideOf = (text: string) => {
    const [name = '', ...release] = text.split('=');
    return { environmentId: idOf('environment', environments, name), release: release.join('=') };
  };
  return server.startSet({ planId, a: sideOf(a), ...(b && { b: sideOf(b) }), runs });
}

function readGates(failOn: readonly string[]): FailOn[] {
  const read = failOn.map(readFailOn);
  const problems = read.flatMap((one) => ('problem' in one ? [`--fail-on ${one.problem}`] : []));
  if (problems.length > 0) throw new ServerProblem(problems.join('\n'));
  return read.flatMap((one) => ('problem' in one ? [] : [one]));
}
