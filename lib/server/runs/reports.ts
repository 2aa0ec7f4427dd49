import { z } from 'zod';
import type { RunDetail } from '../../api/contract.ts';
import { type Comparison, comparisonOf } from '../../gate/comparison.ts';
import { comparisonJson } from '../../gate/comparison-files.ts';
import { type FailOn, readFailOn } from '../../gate/fail-on.ts';
import { MARGINS } from '../../judge/answers.ts';
import { runProbes } from '../../probe/run-probes.ts';
import { comparisonReport, type ReportSide } from '../../report-html/comparison-report.ts';
import type { ReportFindings } from '../../report-html/findings.ts';
import { REPORT_POINTS } from '../../report-html/page.ts';
import { runReport } from '../../report-html/run-report.ts';
import { binWidth } from '../../run/bin-width.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { compareFindings } from '../findings/compare-findings.ts';
import { getRunFindings } from '../findings/run-findings.ts';
import { fileResponse } from '../http/request.ts';
import { parse } from '../parse.ts';
import { compareTwoRuns, RunIds } from './compare.ts';
import { estimateTwoRuns } from './estimates.ts';
import { getRun } from './get.ts';
import { runCourse } from './run-course.ts';

/** A run that is over as one page that needs no network. */
export async function getRunReport({ ctx, input }: { ctx: ServerContext; input: { id: string } }) {
  const detail = await getRun({ ctx, input });
  if (detail.view.status !== 'finished') throw conflict('This run is not over yet; its report is made then.');
  return page(`run-${input.id}.html`, runReport(await sideOf(ctx, detail), await findingsOf(ctx, detail)));
}

/** Gates are separated by commas: `failOn=worse:p95:10,worse:failed`. */
const Gated = RunIds.extend({
  failOn: z
    .string()
    .default('')
    .transform((text, check): FailOn[] =>
      text
        .split(',')
        .filter(Boolean)
        .flatMap((one) => {
          const read = readFailOn(one);
          if (!('problem' in read)) return [read];
          check.addIssue({ code: 'custom', message: read.problem });
          return [];
        }),
    ),
});

/** A judged comparison as one page that needs no network. */
export async function getComparisonReport({ ctx, input }: { ctx: ServerContext; input: unknown }) {
  const { comparison, pair } = await judged(ctx, input);
  const [baseline, candidate] = [await sideOf(ctx, pair.baseline), await sideOf(ctx, pair.candidate)];
  const { id } = comparison.candidate;
  return page(`comparison-${id}.html`, comparisonReport(comparison, { baseline, candidate }));
}

/** Whether gates let a run through, and all answers: the same object as `--json` of the headless runner. */
export async function getGate({ ctx, input }: { ctx: ServerContext; input: unknown }): Promise<unknown> {
  return JSON.parse(comparisonJson((await judged(ctx, input)).comparison));
}

async function judged(ctx: ServerContext, input: unknown): Promise<{ comparison: Comparison; pair: Pair }> {
  const { failOn, ...ids } = parse(Gated, input);
  const pair = await compareTwoRuns({ ctx, input: ids });
  const estimates = await estimateTwoRuns({ ctx, input: ids });
  const findings = await compareFindings({ ctx, input: ids });
  return { comparison: comparisonOf(pair, estimates, failOn, MARGINS, findings), pair };
}
type Pair = { baseline: RunDetail; candidate: RunDetail };

/** Findings, and what was seen of them in so few points that a report can hold them. */
async function findingsOf(ctx: ServerContext, { run: { id }, view }: RunDetail): Promise<ReportFindings> {
  const found = await getRunFindings({ ctx, input: { id } });
  const to = Math.max(1, Math.ceil(view.elapsedSeconds));
  const width = binWidth(to, FINDING_POINTS);
  const { probes } = runProbes(await ctx.probes.records.of(id), { from: 0, to, width });
  return { ...found, probes };
}

/** Of each curve in a report: its picture has 340 pixels. */
const FINDING_POINTS = 120;

async function sideOf(ctx: ServerContext, detail: RunDetail): Promise<ReportSide> {
  return { detail, points: await runCourse(ctx, detail.run.id, REPORT_POINTS) };
}

const page = (name: string, text: string) => fileResponse(name, text, 'text/html');
