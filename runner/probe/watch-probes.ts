import { durationMs } from '../../lib/plan/duration.ts';
import type { Probe } from '../../lib/probe/probe.ts';
import type { ProbeLine } from '../../lib/probe/probe-record.ts';
import type { ProbePlace, WatchProbes } from '../../lib/probe/probe-watch.ts';
import type { ProbeSeries } from '../../lib/probe/series.ts';
import { Looking } from './looking.ts';

/** Numbers that all probes of one run keep at most: some 15 MB of text. Seen by a day of the shop's pages every 2 s. */
const MOST_NUMBERS = 2_000_000;
const ENOUGH = 'as much is kept of this run as there is room for';

/** See `WatchProbes`. Each probe is asked by itself, the next time only after it has answered or was given up. */
export const watchProbes: WatchProbes = (place, onLine) => {
  const over = new AbortController();
  const startedAt = performance.now();
  const clock = () => Math.round(performance.now() - startedAt);
  const room = { ids: 0, numbers: MOST_NUMBERS };
  const all = place.environment.probes.map((probe, index) =>
    watchOne({ probe, index, place, clock, room, over: over.signal }, onLine),
  );
  const ended = Promise.all(all);
  return {
    stop: async () => {
      over.abort();
      await ended;
    },
  };
};

type One = {
  probe: Probe;
  index: number;
  place: ProbePlace;
  clock: () => number;
  room: { ids: number; numbers: number };
  over: AbortSignal;
};

async function watchOne(one: One, onLine: (line: ProbeLine) => void): Promise<void> {
  const { probe, index, place, clock, room, over } = one;
  onLine({ probe: index, name: probe.name, type: probe.type });
  const looking = new Looking(probe, place.environment, place.secrets);
  const ids = new Map<string, number>();
  const idOf = (series: ProbeSeries): number => {
    const known = ids.get(series.key);
    if (known !== undefined) return known;
    const id = room.ids++;
    ids.set(series.key, id);
    onLine({ probe: index, id, series });
    return id;
  };
  let problem: string | null = null;
  for (let next = 0; !over.aborted; next = Math.max(clock(), next + durationMs(probe.every))) {
    await pause(next - clock(), over);
    if (over.aborted) break;
    const atMs = clock();
    const looked = await looking.look(atMs, over);
    if (over.aborted) break;
    const now = !looked.ok ? looked.problem : room.numbers <= 0 ? ENOUGH : null;
    if (now !== null && now !== problem) onLine({ probe: index, atMs, gap: now });
    problem = now;
    if (!looked.ok || problem !== null) continue;
    const values = looked.values.flatMap(({ series, value }) => [idOf(series), digits(value)]);
    room.numbers -= values.length / 2;
    onLine({ probe: index, atMs, values });
  }
  const report = problem === null ? await looking.report() : null;
  if (report) onLine({ probe: index, atMs: clock(), report });
  await looking.close();
}

/** As many as anybody reads. */
const digits = (value: number): number => Number(value.toPrecision(7));

function pause(ms: number, over: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => {
    clearTimeout(timer);
    over.removeEventListener('abort', end);
    resolve();
  };
  const timer = setTimeout(end, Math.max(0, ms));
  over.addEventListener('abort', end, { once: true });
  return promise;
}
