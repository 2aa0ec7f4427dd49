import { limitMs } from '../../load/schedule.ts';
import { startTimesOf, type Timed } from '../../load/start-times.ts';
import { didYouMean } from '../../nearest/nearest-name.ts';
import { formatDuration, parseDuration } from '../duration.ts';
import { Executor } from '../executor.ts';
import { asText, type Draft, itemsAt, type Report } from './draft.ts';

const DAY_MS = 86_400_000;
const MAX_RUN_MS = 7 * DAY_MS;

/** Scenarios wait for scenarios that exist, none waits for itself in the end, and the whole run is not too long. */
export function checkStarts(plan: Draft, report: Report): void {
  const scenarios = itemsAt(plan.scenarios, ['scenarios']);
  const names = scenarios.map(({ value }) => asText(value.name));
  for (const { value: scenario, path } of scenarios) {
    const after = asText(scenario.startAfter);
    if (after === undefined) continue;
    const circle = circleFrom(asText(scenario.name), after, scenarios);
    if (!names.includes(after)) {
      const there = names.filter((name) => name !== undefined && name !== scenario.name);
      const which =
        there.length === 0 ? 'there is no other one' : `there are ${there.map(quoted).join(', ')}`;
      report(
        [...path, 'startAfter'],
        `no scenario is called "${after}"${didYouMean(after, there.map(String))}; ${which}`,
      );
    } else if (circle !== undefined) {
      report([...path, 'startAfter'], circle);
    }
  }
  checkLength(scenarios, report);
}

const quoted = (name: string | undefined) => `"${name}"`;

/** A sentence about a scenario that waits for itself, whatever is between. */
function circleFrom(
  name: string | undefined,
  after: string,
  scenarios: ReturnType<typeof itemsAt>,
): string | undefined {
  if (name === after) return 'a scenario cannot start after itself; name another one, or leave this out';
  const way = [after];
  for (;;) {
    const last = way.at(-1);
    const next = asText(scenarios.find(({ value }) => value.name === last)?.value.startAfter);
    if (next === undefined || (way.includes(next) && next !== name)) return undefined;
    if (next === name) {
      return `"${name}" would wait for itself: ${[name, ...way, name].map(quoted).join(' after ')}; let one of them start by its start time`;
    }
    way.push(next);
  }
}

/** Executors that are too long alone are reported by themselves; waiting adds them up. */
function checkLength(scenarios: ReturnType<typeof itemsAt>, report: Report): void {
  const sound: Timed[] = [];
  for (const { value } of scenarios) {
    const executor = Executor.safeParse(value.executor);
    const startTime = asText(value.startTime) ?? '0s';
    const name = asText(value.name);
    if (!executor.success || parseDuration(startTime) === undefined || name === undefined) return;
    sound.push({ name, executor: executor.data, startTime, startAfter: asText(value.startAfter) });
  }
  const starts = startTimesOf(sound);
  for (const [index, { executor, startAfter }] of sound.entries()) {
    const alone = limitMs(executor);
    const whole = (starts[index]?.latestMs ?? 0) + alone;
    if (alone > MAX_RUN_MS || whole <= MAX_RUN_MS) continue;
    report(
      ['scenarios', index, startAfter === undefined ? 'startTime' : 'startAfter'],
      `with this start the run could take ${formatDuration(whole)}; a run may take ${formatDuration(MAX_RUN_MS)}`,
    );
  }
}
