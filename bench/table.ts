import type { AccuracySample } from './accuracy.ts';
import type { CostSample } from './cost.ts';
import { median } from './statistics.ts';
import type { UsersSample } from './users.ts';

export type Results = {
  contenders: { name: string; version: string; work: string }[];
  rounds: CostSample[][];
  users: UsersSample[];
  accuracy: AccuracySample[];
};

/** The median, over the rounds, of one figure of `name` by that of `base` in the same round: drift favours nobody. */
export function ratioOf(
  rounds: CostSample[][],
  name: string,
  base: string,
  figure: 'cpuUsPerRequest' | 'requestsPerSecond',
): number {
  return median(
    rounds.flatMap((round) => {
      const own = round.find((sample) => sample.name === name)?.[figure];
      const other = round.find((sample) => sample.name === base)?.[figure];
      return own && other ? [own / other] : [];
    }),
  );
}

const NONE = '–';
const digits = (value: number | undefined, places: number) =>
  value === undefined || Number.isNaN(value) ? NONE : value.toFixed(places);
const whole = (value: number) => (Number.isNaN(value) ? NONE : Math.round(value).toLocaleString('en'));
const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

/** CPU, speed and memory, each also as a ratio to `reference`. */
export function costTable({ contenders, rounds, users }: Results, reference: string): string {
  const ours = users.find(({ name }) => name === reference)?.perVu;
  const rows = contenders.map(({ name, version, work }) => {
    const samples = rounds.flat().filter((sample) => sample.name === name);
    const perVu = users.find((sample) => sample.name === name)?.perVu;
    return row([
      `${name} ${version}`.trim(),
      work,
      digits(median(samples.map((sample) => sample.cpuUsPerRequest)), 1),
      digits(ratioOf(rounds, name, reference, 'cpuUsPerRequest'), 2),
      whole(median(samples.map((sample) => sample.requestsPerSecond))),
      digits(ratioOf(rounds, name, reference, 'requestsPerSecond'), 2),
      digits(perVu && perVu / 1024, 1),
      digits(perVu && ours && perVu / ours, 2),
    ]);
  });
  return [
    '| tool | work per request | CPU µs/request | × ours | requests/s | × ours | KB/VU | × ours |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

const signed = (value: number) => (value > 0 ? `+${whole(value)}` : whole(value));

/** How far off `said` is, percent. */
function offBy(said: number | undefined, truth: number): string {
  if (said === undefined) return NONE;
  const percent = ((said - truth) / truth) * 100;
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`;
}

/** What each tool says, beside what the target knows. */
export function accuracyTable({ contenders, accuracy }: Results): string {
  const rows = contenders.flatMap(({ name, version }) => {
    const sample = accuracy.find((one) => one.name === name);
    if (!sample) return [];
    const { reported, counted } = sample;
    return row([
      `${name} ${version}`.trim(),
      whole(reported.requests),
      whole(counted.requests),
      signed(reported.requests - counted.requests),
      offBy(reported.p50, counted.p50),
      offBy(reported.p99, counted.p99),
    ]);
  });
  return [
    '| tool | requests it reports | requests the target saw | difference | p50 off by | p99 off by |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

/** The ratios that are wanted of the engine, beside what was measured. */
export function goals({ rounds, users }: Results): string {
  const wanted = [
    ['bare undici', 1.3, 'at most 1.3 times bare undici'],
    ['wrk', 2.2, 'at most 2.2 times wrk'],
    ['k6', 1 / 4, 'at least 4 times less than k6'],
  ] as const;
  const lines = wanted.flatMap(([base, most, words]) => {
    const ratio = ratioOf(rounds, 'Rehearsal, full', base, 'cpuUsPerRequest');
    if (Number.isNaN(ratio)) return [];
    const said = most < 1 ? `${(1 / ratio).toFixed(2)} times less` : `${ratio.toFixed(2)} times`;
    return `- CPU of a full request ${words}: ${said}, ${ratio <= most ? 'reached' : '**not reached**'}.`;
  });
  const perVu = users.find(({ name }) => name === 'Rehearsal, plain')?.perVu;
  if (perVu !== undefined) {
    const reached = perVu <= 30 * 1024 ? 'reached' : '**not reached**';
    lines.push(`- At most 30 KB a user: ${(perVu / 1024).toFixed(1)} KB, ${reached}.`);
  }
  return lines.join('\n');
}
