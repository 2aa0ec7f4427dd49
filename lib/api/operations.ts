import { z } from 'zod';
import { EnvironmentComparison } from '../compare/environment-comparison.ts';
import { FindingChanges } from '../findings/finding-changes.ts';
import { RunFindings } from '../findings/run-findings.ts';
import { Plan } from '../plan/plan.ts';
import { RunProbes } from '../probe/run-probes.ts';
import { RunEvent } from '../run/run-event.ts';
import { RunCurves, RunHeatmap, RunLoadLevels, RunSpectrum, RunWindow } from '../run/window.ts';
import { Order } from '../steer/schema.ts';

import { CapacityDetail, CapacityFilter, CapacityItem, CapacityList, StartCapacity } from './capacity.ts';
import * as api from './contract.ts';
import { LaunchDetail, LaunchFilter, LaunchList, StartLaunch } from './launches.ts';
import { Watchers } from './live.ts';
import { ProbeLookAnswer, ProbeStretch, TestProbe } from './probes.ts';
import { RetentionAnswer, RetentionDue, RetentionQuestion, SaveRetention } from './retention.ts';
import { CreateRunSet, RunSet, RunSetAgain, RunSetEstimates, RunSetFilter, RunSets } from './run-sets.ts';
import { Access, CreatedToken, CreateToken, TokenList } from './tokens.ts';
import { Baseline, Baselines, PinBaseline, Trends, TrendsQuestion } from './trends.ts';

/** What an answer is when it is no JSON, and a body. */
export type Media =
  | 'text/html'
  | 'application/yaml'
  | 'text/javascript'
  | 'application/zip'
  | 'application/vnd.rehearsal.run';

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces. */
  path: string;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodType | Media;
  /** None: 204 without content. */
  answer?: z.ZodType | Media | readonly Media[];
  status?: 201;
};

const pair = z.object({ baseline: z.string(), candidate: z.string() });
const gated = pair.extend({ failOn: z.string().optional() });
const version = z.object({ versionId: z.string().optional() });
const { PlanDetail, SavedPlan, EnvironmentDetail, SaveEnvironment, RunListItem, RunStretch } = api;

/** What `SavePlan` takes, with the plan spelt out: the route tells all that is wrong with one in the words of the editor. */
const SavePlan = z.union([
  z.strictObject({ document: Plan }),
  z.strictObject({ text: z.string().describe('The text of a plan file, YAML or JSON.') }),
]);

const operation = (
  method: Operation['method'],
  path: string,
  summary: string,
  more: Omit<Operation, 'method' | 'path' | 'summary'> = {},
): Operation => ({ method, path, summary, ...more });

/** Everything that the server can be asked. A test wants every route to be among them, and only routes that there are. */
export const OPERATIONS: readonly Operation[] = [
  operation('get', '/api/health', 'Whether the server is there', {
    answer: z.object({ status: z.literal('ok'), version: z.string(), uptimeSeconds: z.number() }),
  }),
  operation('get', '/api/openapi.json', 'This document', { answer: z.record(z.string(), z.unknown()) }),

  operation('get', '/api/access', 'What the one who asks may do', { answer: Access }),

  operation('get', '/api/plans', 'All plans', { answer: api.PlanList }),
  operation('post', '/api/plans', 'Make a plan', { body: SavePlan, answer: SavedPlan, status: 201 }),
  operation('get', '/api/plans/{id}', 'A plan with its versions', { query: version, answer: PlanDetail }),
  operation('delete', '/api/plans/{id}', 'Delete a plan; its runs stay'),
  operation('get', '/api/plans/{id}/file', 'A plan as a file', {
    query: version,
    answer: 'application/yaml',
  }),
  operation('get', '/api/plans/{id}/script', 'The script of a plan: one file, or several in a ZIP', {
    query: version,
    answer: ['text/javascript', 'application/zip'],
  }),
  operation('post', '/api/plans/{id}/versions', 'Save a new version; a plan that did not change makes none', {
    ...{ body: SavePlan, answer: SavedPlan },
  }),
  operation('post', '/api/plans/{id}/duplicate', 'Copy a plan', { answer: SavedPlan, status: 201 }),
  operation('get', '/api/plans/{id}/detectable', 'What the next run will be able to tell', {
    query: version.extend({ environmentId: z.string() }),
    answer: api.DetectableAnswer,
  }),
  operation('get', '/api/plans/{id}/retention', 'Which runs of a plan are kept', { answer: RetentionAnswer }),
  operation('put', '/api/plans/{id}/retention', 'Set which runs of a plan are kept, and delete the others', {
    ...{ body: SaveRetention, answer: RetentionAnswer },
  }),
  operation('get', '/api/plans/{id}/retention/due', 'What a rule would delete now', {
    ...{ query: RetentionQuestion, answer: RetentionDue },
  }),
  operation('post', '/api/scripts/inspect', 'What a k6 script asks for', {
    ...{ body: api.InspectScript, answer: api.ScriptReading },
  }),

  operation('get', '/api/environments', 'All environments', { answer: api.EnvironmentList }),
  operation('post', '/api/environments', 'Make an environment', {
    ...{ body: SaveEnvironment, answer: EnvironmentDetail, status: 201 },
  }),
  operation('get', '/api/environments/{id}', 'An environment; secrets are named, never shown', {
    answer: EnvironmentDetail,
  }),
  operation('put', '/api/environments/{id}', 'Change an environment', {
    ...{ body: SaveEnvironment, answer: EnvironmentDetail },
  }),
  operation('delete', '/api/environments/{id}', 'Delete an environment and its secrets'),
  operation('post', '/api/probes/test', 'Look at what a probe would observe', {
    ...{ body: TestProbe, answer: ProbeLookAnswer },
  }),

  operation('get', '/api/runs', 'Runs, the newest first', { query: api.RunFilter, answer: api.RunList }),
  operation('post', '/api/runs', 'Queue a run', { body: api.CreateRun, answer: RunListItem, status: 201 }),
  operation('post', '/api/runs/import', 'Take in a run that was measured elsewhere', {
    ...{ body: 'application/vnd.rehearsal.run', answer: RunListItem, status: 201 },
  }),
  operation('post', '/api/runs/stop-all', 'Stop every run', { answer: api.StoppedAll }),
  operation('get', '/api/runs/{id}', 'A run with its figures', { answer: api.RunDetail }),
  operation('patch', '/api/runs/{id}', 'Label a run, or pin it', { body: api.EditRun, answer: RunListItem }),
  operation('delete', '/api/runs/{id}', 'Delete a run and its record'),
  operation('post', '/api/runs/{id}/stop', 'Stop a run', { query: api.StopQuery, answer: RunListItem }),
  operation('post', '/api/runs/{id}/steer', 'Steer a run that goes on', { body: Order, answer: api.Steered }),
  operation('post', '/api/runs/{id}/plan', 'Make a plan of the load that was really applied', {
    ...{ answer: SavedPlan, status: 201 },
  }),
  operation('get', '/api/runs/{id}/summary', 'The figures of a run that is over', {
    answer: api.RunSummaryAnswer,
  }),
  operation('get', '/api/runs/{id}/samples', 'Exchanges that were kept whole', {
    ...{ query: RunStretch, answer: api.RunSamples },
  }),
  operation('get', '/api/runs/{id}/window', 'All figures of a stretch', {
    query: RunStretch,
    answer: RunWindow,
  }),
  operation('get', '/api/runs/{id}/curves', 'The course of a stretch', {
    query: RunStretch,
    answer: RunCurves,
  }),
  operation('get', '/api/runs/{id}/heatmap', 'How a latency is spread over a stretch', {
    ...{ query: RunStretch, answer: RunHeatmap },
  }),
  operation('get', '/api/runs/{id}/spectrum', 'A latency of a stretch by percentile', {
    ...{ query: RunStretch, answer: RunSpectrum },
  }),
  operation('get', '/api/runs/{id}/load-levels', 'Response times by throughput', {
    ...{ query: RunStretch, answer: RunLoadLevels },
  }),
  operation('get', '/api/runs/{id}/findings', 'What limited the target, what matters most first', {
    ...{ answer: RunFindings },
  }),
  operation('get', '/api/runs/{id}/probes', 'What was observed of the target meanwhile', {
    ...{ query: ProbeStretch, answer: RunProbes },
  }),
  operation('get', '/api/runs/{id}/record', 'Every second of a run as one file', {
    answer: 'application/vnd.rehearsal.run',
  }),
  operation('get', '/api/runs/{id}/report', 'A run as a page that needs no network', { answer: 'text/html' }),
  operation('get', '/api/runs/{id}/events', 'Moments of a run', { answer: api.RunEvents }),
  operation('post', '/api/runs/{id}/events', 'Note a moment of a run', {
    ...{ body: api.Annotate, answer: RunEvent, status: 201 },
  }),
  operation('get', '/api/runs/{id}/watchers', 'Who has the page of a run open', { answer: Watchers }),
  operation('delete', '/api/runs/{id}/events/{eventId}', 'Remove a moment that was noted'),
  operation('post', '/api/runs/{id}/replay', 'Perform one iteration of a run once more, alone', {
    ...{ body: api.ReplayIteration, answer: api.IterationAnswer },
  }),

  operation('get', '/api/compare', 'Two runs with their figures', { query: pair, answer: api.RunPair }),
  operation('get', '/api/compare/estimates', 'Every difference between two runs with its uncertainty', {
    ...{ query: pair, answer: api.RunEstimatesAnswer },
  }),
  operation('get', '/api/compare/findings', 'Whether what limited the target in one run is gone in another', {
    ...{ query: pair, answer: FindingChanges },
  }),
  operation(
    'get',
    '/api/compare/environments',
    'What one environment adds to the time of requests in another',
    {
      ...{ query: pair, answer: EnvironmentComparison },
    },
  ),
  operation('get', '/api/compare/gate', 'Whether gates let a run through, and every answer', {
    ...{ query: gated, answer: z.object({ passed: z.boolean(), sentence: z.string() }).loose() },
  }),
  operation('get', '/api/compare/report', 'A comparison as a page that needs no network', {
    ...{ query: gated, answer: 'text/html' },
  }),

  operation(
    'get',
    '/api/trends',
    'Every metric over the runs of a plan in an environment, and where it changed',
    {
      ...{ query: TrendsQuestion, answer: Trends },
    },
  ),
  operation('get', '/api/plans/{id}/baselines', 'What the runs of a plan are measured by', {
    answer: Baselines,
  }),
  operation(
    'put',
    '/api/plans/{id}/baselines/{environmentId}',
    'Pin the baseline of a plan in an environment',
    {
      ...{ body: PinBaseline, answer: Baseline },
    },
  ),
  operation('delete', '/api/plans/{id}/baselines/{environmentId}', 'Pin no baseline any more'),
  operation('get', '/api/run-sets', 'Runs that are judged together, the newest first', {
    ...{ query: RunSetFilter, answer: RunSets },
  }),
  operation('post', '/api/run-sets', 'Run two releases in alternation, or one again and again', {
    ...{ body: CreateRunSet, answer: RunSet, status: 201 },
  }),
  operation('get', '/api/run-sets/{id}', 'How such runs stand', { answer: RunSet }),
  operation(
    'post',
    '/api/run-sets/{id}/again',
    'Run what a set that broke off lacks, or all of it once more',
    {
      ...{ body: RunSetAgain, answer: RunSet, status: 201 },
    },
  ),
  operation('get', '/api/run-sets/{id}/estimates', 'Their differences, pair by pair and together', {
    answer: RunSetEstimates,
  }),

  operation('get', '/api/capacity', 'Capacity searches, the newest first', {
    ...{ query: CapacityFilter, answer: CapacityList },
  }),
  operation('post', '/api/capacity', 'Find the capacity: the largest load at which thresholds hold', {
    ...{ body: StartCapacity, answer: CapacityItem, status: 201 },
  }),
  operation('get', '/api/capacity/{id}', 'A capacity search as far as it has come, by the id of its run', {
    answer: CapacityDetail,
  }),

  operation('get', '/api/capacity/{id}/report', 'A capacity search as a page that needs no network', {
    answer: 'text/html',
  }),

  operation('get', '/api/launches', 'Launch rehearsals, the newest first', {
    ...{ query: LaunchFilter, answer: LaunchList },
  }),
  operation(
    'post',
    '/api/launches',
    'Rehearse a launch: baseline, peak, sustained, twice the peak, capacity',
    {
      ...{ body: StartLaunch, answer: LaunchDetail, status: 201 },
    },
  ),
  operation(
    'get',
    '/api/launches/{id}',
    'A launch rehearsal as far as it has come, beside the one before it',
    {
      answer: LaunchDetail,
    },
  ),
  operation(
    'get',
    '/api/launches/{id}/report',
    'The launch-readiness report as a page that needs no network',
    {
      answer: 'text/html',
    },
  ),

  operation('get', '/api/tokens', 'All API tokens', { answer: TokenList }),
  operation('post', '/api/tokens', 'Make a token; it is told this once', {
    ...{ body: CreateToken, answer: CreatedToken, status: 201 },
  }),
  operation('delete', '/api/tokens/{id}', 'Revoke a token'),
];
