import type { CapacityReport } from '../../capacity/report.ts';
import { LAUNCH_PARTS, loadOf } from '../../launch/parts.ts';
import { type Creep, creepOf, LaunchRehearsal } from '../../launch/report.ts';
import { LaunchSettings } from '../../launch/settings.ts';
import { RunSummary } from '../../run/summary.ts';
import { reportOf } from '../capacity/capacity-row.ts';
import type { ServerContext } from '../context.ts';
import { getRunFindings } from '../findings/run-findings.ts';
import type { Launch } from '../generated/client.ts';
import { PLAN_COLUMNS, planOfRun } from '../runs/plan-of-run.ts';
import { LIST_COLUMNS, listItem } from '../runs/run-row.ts';
import { sharedCurves } from '../runs/shared-curves.ts';

const COLUMNS = { ...LIST_COLUMNS, capacity: true, summary: true, launchPart: true } as const;
/** Stretches that a sustained load is looked at in, and how long one is at least, so that it has little to do with the next. */
const STRETCHES = 20;
const STRETCH_SECONDS = 5;
/** Requests that are named as the worst. */
const WORST = 3;

/** A rehearsal with all that its runs have told so far; undefined when none of them is left. */
export async function launchOf(ctx: ServerContext, row: Launch): Promise<LaunchRehearsal | undefined> {
  const settings = LaunchSettings.parse(JSON.parse(row.settings));
  const unit = LaunchRehearsal.shape.unit.parse(row.unit);
  const runs = await ctx.db.run.findMany({
    where: { launchId: row.id },
    orderBy: { id: 'asc' },
    select: COLUMNS,
  });
  const scenarios = await scenariosOf(ctx, runs[0]?.id);
  const levels = LAUNCH_PARTS.flatMap((part) => {
    const run = runs.find(({ launchPart }) => launchPart === part);
    return run
      ? [{ part, load: loadOf(part, row.peak, { unit, scenarios }), run: listItem(run, ctx.runs) }]
      : [];
  });
  const [first] = levels;
  if (!first) return undefined;
  const search = runs.find(({ launchPart }) => launchPart === 'capacity');
  const capacity: CapacityReport | null = search ? reportOf(search) : null;
  const target = runs.find(({ launchPart }) => launchPart === 'target');
  const sustained = levels.find(({ part }) => part === 'sustained')?.run;
  return {
    id: row.id,
    plan: { id: first.run.plan.id, name: first.run.plan.name },
    environment: first.run.environment,
    release: row.release,
    createdAt: row.createdAt.toISOString(),
    ...{ settings, unit, peak: row.peak, levels, capacity },
    creep: sustained?.status === 'finished' ? await creepIn(ctx, sustained.id) : null,
    leak: sustained?.status === 'finished' ? await leakIn(ctx, sustained.id) : null,
    worst: worstOf(target?.summary ?? null),
  };
}

async function scenariosOf({ db }: ServerContext, id: string | undefined): Promise<number> {
  const run = id === undefined ? null : await db.run.findUnique({ where: { id }, select: PLAN_COLUMNS });
  return run ? planOfRun(run).scenarios.length : 0;
}

/** How response times went while the peak was sustained, without its first tenth, in which the load settles. */
async function creepIn(ctx: ServerContext, runId: string): Promise<Creep | null> {
  const found = await ctx.runs.withRecord(runId, async (reader) => {
    const from = Math.ceil(reader.seconds / 10);
    const width = Math.max(STRETCH_SECONDS, Math.floor((reader.seconds - from) / STRETCHES));
    const asked = { from, to: reader.seconds, width, latency: 'responseTime', series: undefined } as const;
    const { points } = await sharedCurves(ctx, runId, reader, asked);
    const whole = points.filter(({ seconds, p50 }) => seconds === width && p50 !== null);
    return creepOf(
      whole.map(({ p50 }) => p50 ?? 0),
      width,
    );
  });
  return found ?? null;
}

async function leakIn(ctx: ServerContext, runId: string): Promise<string | null> {
  const { findings } = await getRunFindings({ ctx, input: { id: runId } });
  const leak = findings.find(({ kind, confidence }) => kind === 'memory-leak' && confidence !== 'possible');
  return leak ? `${leak.what} ${leak.cost}` : null;
}

function worstOf(text: string | null): LaunchRehearsal['worst'] {
  if (text === null) return [];
  const { requests } = RunSummary.parse(JSON.parse(text));
  return requests
    .filter(({ phase, count }) => phase === undefined && count > 0)
    .map(({ name, group, count, failed, responseTimeMs }) => ({
      name: group ? `${group} / ${name}` : name,
      p95: responseTimeMs.p95,
      failedRate: failed / count,
    }))
    .toSorted((a, b) => b.failedRate - a.failedRate || b.p95 - a.p95)
    .slice(0, WORST);
}
