import type { RunDetail, RunListItem, RunPair } from '../api/contract.ts';
import { type Comparison, comparisonOf } from '../gate/comparison.ts';
import { type FailOn, readFailOn } from '../gate/fail-on.ts';
import { MARGINS } from '../judge/answers.ts';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import { comparisonReport } from '../report-html/comparison-report.ts';
import { LATEST_PASSED, PINNED, RunServer, ServerProblem } from './run-server.ts';

/** What the command line says about where a run is kept and what it is judged by. */
export type GateOptions = { server?: string; token?: string; baseline?: string; failOn: readonly string[] };

/** The run as the server has it, and what it was compared with; why not, when it was not. */
export type Stored = {
  run: RunListItem;
  address: string;
  compared: { comparison: Comparison; pair: RunPair } | null;
  note: string | null;
};

/** Keeps a run on a server and compares it there. Made before any load is sent, so that all that is wrong is found by then. */
export class Gate {
  private readonly server: RunServer;
  private readonly baseline: string | undefined;
  private readonly gates: readonly FailOn[];

  private constructor(server: RunServer, baseline: string | undefined, gates: readonly FailOn[]) {
    this.server = server;
    this.baseline = baseline;
    this.gates = gates;
  }

  /** Undefined when no server is named. Throws ServerProblem with all that is wrong with the options. */
  static async open(
    { server, token, baseline, failOn }: GateOptions,
    plan: Plan,
    environment: Environment,
  ): Promise<Gate | undefined> {
    const read = failOn.map(readFailOn);
    const problems = read.flatMap((one) => ('problem' in one ? [`--fail-on ${one.problem}`] : []));
    if (!server && baseline) problems.push('--baseline needs --server: that is where the runs are');
    if (failOn.length > 0 && !baseline)
      problems.push(`--fail-on needs --baseline: a release, the id of a run, ${PINNED} or ${LATEST_PASSED}`);
    if (problems.length > 0) throw new ServerProblem(problems.join('\n'));
    if (!server) return undefined;
    const runs = new RunServer(server, token);
    await runs.check();
    if (baseline && baseline !== LATEST_PASSED) {
      const place = { name: environment.name, baseUrl: environment.baseUrl, id: null };
      const of = { plan: { id: '', name: plan.name, versionId: '', versionNumber: 0 }, environment: place };
      const found = await runs.findBaseline(baseline, of);
      if (!found && baseline === PINNED)
        throw new ServerProblem(
          `--baseline pinned: no run of "${plan.name}" at ${environment.baseUrl} is pinned as the baseline on ${server}`,
        );
      if (!found)
        throw new ServerProblem(
          `--baseline "${baseline}": ${server} has no run of "${plan.name}" with this release that could be a baseline, and no run with this id`,
        );
      if (found.verdict === 'invalid')
        throw new ServerProblem(`--baseline "${baseline}" is an invalid run: nothing can be measured by it`);
    }
    const gates = read.flatMap((one) => ('problem' in one ? [] : [one]));
    return new Gate(runs, baseline, gates);
  }

  /** Takes the file of the run that has ended. */
  async store(file: Blob): Promise<Stored> {
    const run = await this.server.storeRun(file);
    const nothing = { run, address: this.server.addressOfRun(run.id), compared: null };
    if (this.baseline === undefined) return { ...nothing, note: null };
    const baseline = await this.server.findBaseline(this.baseline, run);
    if (!baseline)
      return {
        ...nothing,
        note: `There is no run to compare with (${this.baseline}): this one is the first.`,
      };
    const ids = { baseline: baseline.id, candidate: run.id };
    const [pair, estimates, findings] = await Promise.all([
      this.server.pair(ids),
      this.server.estimates(ids),
      this.server.findingChanges(ids),
    ]);
    const comparison = comparisonOf(pair, estimates, this.gates, MARGINS, findings);
    return { run, address: this.server.addressOf(ids), compared: { comparison, pair }, note: null };
  }

  /** The comparison, or the run by itself, as one file that shows everything without a network. */
  async report({ run, compared }: Stored): Promise<string> {
    if (!compared) return this.server.report(run.id);
    const { comparison, pair } = compared;
    const side = async (detail: RunDetail) => ({ detail, points: await this.server.curves(detail) });
    const [baseline, candidate] = [await side(pair.baseline), await side(pair.candidate)];
    return comparisonReport(comparison, { baseline, candidate });
  }
}
