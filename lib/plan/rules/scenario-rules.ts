import { limitMs } from '../../load/schedule.ts';
import { TAGS } from '../../thresholds/metrics.ts';
import { durationMs, formatDuration, parseDuration } from '../duration.ts';
import { Executor } from '../executor.ts';
import { asDraft, asText, type Draft, itemsAt, type Path, type Report } from './draft.ts';

const DAY_MS = 86_400_000;
const MAX_RUN_MS = 7 * DAY_MS;

/** Scenario names are their own, and every executor makes some load in the time a run may take. */
export function checkScenarios(plan: Draft, report: Report): void {
  const seen = new Set<string>();
  for (const { value: scenario, path } of itemsAt(plan.scenarios, ['scenarios'])) {
    const name = asText(scenario.name);
    if (name !== undefined && seen.has(name)) {
      report(
        [...path, 'name'],
        `another scenario is already called "${name}"; give this one a name of its own`,
      );
    }
    if (name !== undefined) seen.add(name);
    const executor = Executor.safeParse(scenario.executor);
    if (executor.success) {
      checkExecutor(executor.data, [...path, 'executor'], report);
      checkPacing(scenario, executor.data, path, report);
    }
    for (const tag of Object.keys(asDraft(scenario.tags)).filter((name) => TAGS.some((one) => one === name)))
      report([...path, 'tags', tag], `every plan has the tag "${tag}" already; choose another name`);
  }
}

function checkPacing(scenario: Draft, executor: Executor, path: Path, report: Report): void {
  if (scenario.pacing === undefined) return;
  const at = [...path, 'pacing'];
  if ('maxVUs' in executor) {
    report(at, `${executor.type} says itself when iterations start; leave the pacing out, or use VUs`);
  }
  const { min, max } = asDraft(scenario.pacing);
  const [shortest, longest] = [parseDuration(asText(min) ?? ''), parseDuration(asText(max) ?? '')];
  if (shortest !== undefined && longest !== undefined && shortest > longest)
    report([...at, 'max'], `must not be shorter than min (${min}); swap the two`);
}

function checkExecutor(executor: Executor, path: Path, report: Report): void {
  if ('preAllocatedVUs' in executor && executor.preAllocatedVUs > executor.maxVUs) {
    report([...path, 'preAllocatedVUs'], `must not be more than maxVUs (${executor.maxVUs})`);
  }
  if ('stages' in executor) {
    const start = executor.type === 'ramping-vus' ? executor.startVUs : executor.startRate;
    const total = executor.stages.reduce((ms, stage) => ms + durationMs(stage.duration), 0);
    if (total === 0) report([...path, 'stages'], 'take no time at all; give one of them a duration');
    else if (start === 0 && executor.stages.every((stage) => stage.target === 0)) {
      report([...path, 'stages'], 'every target is 0, so nothing would ever run; raise one of them');
    }
  }
  if (limitMs(executor) > MAX_RUN_MS) {
    report(path, `takes ${formatDuration(limitMs(executor))}; a run may take ${formatDuration(MAX_RUN_MS)}`);
  }
}
