import { z } from 'zod';
import { ApiError } from '../api/api-error.ts';
import {
  EnvironmentDetail,
  PlanListItem,
  RunDetail,
  RunEstimatesAnswer,
  RunList,
  RunListItem,
  RunPair,
  SavedPlan,
} from '../api/contract.ts';
import { LaunchDetail, type StartLaunch } from '../api/launches.ts';
import { runPath } from '../api/run-path.ts';
import { type CreateRunSet, RunSet, RunSetEstimates } from '../api/run-sets.ts';
import { Access } from '../api/tokens.ts';
import { Baselines } from '../api/trends.ts';
import { FindingChanges } from '../findings/finding-changes.ts';
import type { RunEstimates } from '../judge/estimate.ts';
import { parseDuration } from '../plan/duration.ts';
import { RUN_FILE_TYPE } from '../record/run-file-type.ts';
import { REPORT_POINTS } from '../report-html/page.ts';
import { binWidth } from '../run/bin-width.ts';
import { RunEvent } from '../run/run-event.ts';
import { type CurvePoint, RunCurves } from '../run/window.ts';

/** The server did not do what it was asked, in a sentence for the person who typed the command. */
export class ServerProblem extends Error {}

/** `pinned`, `latest-passed`, a release label or the id of a run. */
export const LATEST_PASSED = 'latest-passed';
export const PINNED = 'pinned';

const Health = z.object({ status: z.literal('ok') });

/** A Rehearsal server as the command line needs it: runs are kept, compared and annotated there. */
export class RunServer {
  private readonly url: string;
  private readonly token: string | undefined;

  /** Throws ServerProblem when `url` is no address. */
  constructor(url: string, token: string | undefined) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new ServerProblem(`--server "${url}" must be an address that starts with http:// or https://`);
    this.url = url.replace(/\/+$/, '');
    this.token = token;
  }

  /** Throws when there is no such server, or when it would not take a run of ours. */
  async check(): Promise<void> {
    await this.ask(Health, '/api/health');
    const { scope } = await this.ask(Access, '/api/access');
    if (scope === 'read')
      throw new ServerProblem(
        `${this.url}: this token may only read; keeping a run takes one with the scope "run"`,
      );
  }

  /** Takes the file of a run in. */
  storeRun(file: Blob): Promise<RunListItem> {
    return this.ask(RunListItem, '/api/runs/import', {
      method: 'POST',
      body: file,
      headers: { 'content-type': RUN_FILE_TYPE },
    });
  }

  /**
   * The run that is meant by a name: the one that is pinned for the same plan in the same environment, the newest one that
   * passed there, or that has this release label; or the run with this id. Never an invalid one. Null when there is none.
   */
  async findBaseline(
    name: string,
    of: Pick<RunListItem, 'plan' | 'environment'> & { id?: string },
  ): Promise<RunListItem | null> {
    const isAsked = (run: RunListItem) =>
      run.id !== of.id && run.verdict !== null && run.verdict !== 'invalid';
    if (name === PINNED) {
      const pinned = await this.pinned(of.plan.name);
      return pinned.find((run) => isAsked(run) && run.environment.baseUrl === of.environment.baseUrl) ?? null;
    }
    const filter: Record<string, string> = name === LATEST_PASSED ? { verdict: 'passed' } : { release: name };
    const query = new URLSearchParams({ status: 'finished', searches: 'none', limit: '200', ...filter });
    const { runs } = await this.ask(RunList, `/api/runs?${query}`);
    const ofPlan = runs.filter((run) => isAsked(run) && run.plan.name === of.plan.name);
    const here = ofPlan.filter(({ environment }) => environment.baseUrl === of.environment.baseUrl);
    const sameVersion = (run: RunListItem) => run.plan.versionId === of.plan.versionId;
    const pick = (from: readonly RunListItem[]) => from.find(sameVersion) ?? from[0];
    if (name === LATEST_PASSED) return pick(here) ?? null;
    return pick(here) ?? pick(ofPlan) ?? (await this.runWithId(name));
  }

  /** A run by itself as one file that shows everything without a network. */
  report(id: string): Promise<string> {
    return this.text(`${runPath(id)}/report`);
  }

  /** What the runs of the plans of this name are measured by. */
  private async pinned(plan: string): Promise<RunListItem[]> {
    const named = (await this.plans()).filter(({ name }) => name === plan);
    const lists = named.map(({ id }) =>
      this.ask(Baselines, `/api/plans/${encodeURIComponent(id)}/baselines`),
    );
    return (await Promise.all(lists)).flatMap(({ baselines }) => baselines.map(({ run }) => run));
  }

  pair(ids: { baseline: string; candidate: string }): Promise<RunPair> {
    return this.ask(RunPair, `/api/compare?${new URLSearchParams(ids)}`);
  }

  estimates(ids: { baseline: string; candidate: string }): Promise<RunEstimates> {
    return this.ask(RunEstimatesAnswer, `/api/compare/estimates?${new URLSearchParams(ids)}`);
  }

  findingChanges(ids: { baseline: string; candidate: string }): Promise<FindingChanges> {
    return this.ask(FindingChanges, `/api/compare/findings?${new URLSearchParams(ids)}`);
  }

  plans(): Promise<PlanListItem[]> {
    return this.ask(z.array(PlanListItem), '/api/plans');
  }

  environments(): Promise<EnvironmentDetail[]> {
    return this.ask(z.array(EnvironmentDetail), '/api/environments');
  }

  /** Runs that are judged together. */
  startSet(set: CreateRunSet): Promise<RunSet> {
    return this.ask(RunSet, '/api/run-sets', sent(set));
  }

  /** Runs what the set lacks. */
  repeatSet(id: string): Promise<RunSet> {
    return this.ask(RunSet, `/api/run-sets/${encodeURIComponent(id)}/again`, {
      ...{ method: 'POST', body: '{"what":"missing"}', headers: { 'content-type': 'application/json' } },
    });
  }

  runSet(id: string): Promise<RunSet> {
    return this.ask(RunSet, `/api/run-sets/${encodeURIComponent(id)}`);
  }

  setEstimates(id: string): Promise<RunSetEstimates> {
    return this.ask(RunSetEstimates, `/api/run-sets/${encodeURIComponent(id)}/estimates`);
  }

  /** Keeps the text of a plan file as a new version of a plan, which an unchanged one does not make, or as a new plan. */
  savePlan(text: string, planId?: string): Promise<SavedPlan> {
    const path = planId ? `/api/plans/${encodeURIComponent(planId)}/versions` : '/api/plans';
    return this.ask(SavedPlan, path, sent({ text }));
  }

  startLaunch(launch: StartLaunch): Promise<LaunchDetail> {
    return this.ask(LaunchDetail, '/api/launches', sent(launch));
  }

  launch(id: string): Promise<LaunchDetail> {
    return this.ask(LaunchDetail, `/api/launches/${encodeURIComponent(id)}`);
  }

  /** The launch-readiness report as one file that needs no network. */
  launchReport(id: string): Promise<string> {
    return this.text(`/api/launches/${encodeURIComponent(id)}/report`);
  }

  stopRun(id: string): Promise<RunListItem> {
    return this.ask(RunListItem, `${runPath(id)}/stop`, { method: 'POST' });
  }

  /** The course of a run in so few points that a report can hold them. */
  async curves({ run, view }: RunDetail): Promise<CurvePoint[]> {
    const seconds = Math.max(1, view.elapsedSeconds);
    const width = binWidth(seconds, REPORT_POINTS);
    const path = `${runPath(run.id)}/curves?width=${width}`;
    return (await this.ask(RunCurves, path)).points;
  }

  /** Notes a moment of a run, or of the one made last (`latest`); `at` is a duration since its start, such as 1m30s. */
  async annotate(
    run: string,
    { text, at, by }: { text: string; at?: string; by?: string },
  ): Promise<RunEvent> {
    const ms = at === undefined ? undefined : parseDuration(at);
    if (at !== undefined && ms === undefined)
      throw new ServerProblem(`"${at}" is not a duration; write for example 90s or 1m30s`);
    const id = run === 'latest' ? await this.latestRun() : run;
    const note = { text, by, atSecond: ms === undefined ? undefined : ms / 1000 };
    return this.ask(RunEvent, `${runPath(id)}/events`, sent(note));
  }

  /** Where a person sees the comparison. */
  addressOf(ids: { baseline: string; candidate: string }): string {
    return `${this.url}/compare?${new URLSearchParams(ids)}`;
  }

  addressOfRun(id: string): string {
    return `${this.url}/runs/${id}`;
  }
  addressOfLaunch(id: string): string {
    return `${this.url}/launches/${id}`;
  }

  private async latestRun(): Promise<string> {
    const { runs } = await this.ask(RunList, '/api/runs?limit=1');
    if (!runs[0]) throw new ServerProblem(`${this.url} has no run yet`);
    return runs[0].id;
  }

  private async runWithId(id: string): Promise<RunListItem | null> {
    try {
      const { run } = await this.ask(RunDetail, runPath(id));
      return run;
    } catch (error) {
      if (error instanceof ServerProblem && error.cause === 'not-found') return null;
      throw error;
    }
  }

  private async ask<T extends z.ZodType>(answer: T, path: string, init: Init = {}): Promise<z.output<T>> {
    const text = await this.text(path, init);
    const read = answer.safeParse(jsonOf(text));
    if (!read.success)
      throw new ServerProblem(`${this.url} answered ${path} in a form that this version does not know.`);
    return read.data;
  }

  private async text(path: string, init: Init = {}): Promise<string> {
    const headers = new Headers(init.headers);
    if (this.token !== undefined) headers.set('authorization', `Bearer ${this.token}`);
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      headers,
    }).catch((error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      throw new ServerProblem(
        `${this.url} does not answer${cause}. Is Rehearsal running? --server says where.`,
      );
    });
    const text = await response.text();
    if (response.ok) return text;
    const problem = ApiError.safeParse(jsonOf(text));
    if (!problem.success) throw new ServerProblem(`${this.url} answered with status ${response.status}`);
    const { code, message } = problem.data.error;
    throw new ServerProblem(`${this.url} says: ${message}`, { cause: code });
  }
}

const sent = (body: unknown): Init => ({
  ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
});

type Init = { method?: string; body?: Blob | string; headers?: Record<string, string> };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
