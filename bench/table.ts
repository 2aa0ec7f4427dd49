export type Sample = {
  name: string;
  work: string;
  version: string;
  cpuUsPerRequest: number;
  requestsPerSecond: number;
};

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * A Markdown table of medians. The ratio of a contender is the median over the rounds of (its CPU per request / that of
 * `reference` in the same round), so that a machine whose speed drifts does not favour anybody.
 */
export function table(rounds: Sample[][], reference: string): string {
  const names = rounds[0]?.map((sample) => sample.name) ?? [];
  const rows = names.map((name) => {
    const samples = rounds.flatMap((round) => round.filter((sample) => sample.name === name));
    const ratios = rounds.flatMap((round) => {
      const base = round.find((sample) => sample.name === reference)?.cpuUsPerRequest;
      const own = round.find((sample) => sample.name === name)?.cpuUsPerRequest;
      return base && own ? [own / base] : [];
    });
    const cpu = median(samples.map((sample) => sample.cpuUsPerRequest));
    const rate = median(samples.map((sample) => sample.requestsPerSecond));
    const { work = '', version = '' } = samples[0] ?? {};
    return `| ${name} ${version} | ${work} | ${cpu.toFixed(1)} | ${Math.round(rate).toLocaleString('en')} | ${median(ratios).toFixed(2)} |`;
  });
  return [
    `| tool | work per request | CPU µs/request | requests/s | CPU ÷ ${reference} |`,
    '|---|---|--:|--:|--:|',
    ...rows,
  ].join('\n');
}
