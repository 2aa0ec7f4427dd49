import type { RunProbe, RunProbes } from './run-probes.ts';

/** Stretches that follow on each other, as one. Later ones may have curves that earlier ones did not. */
export function joinProbes(pieces: readonly RunProbes[]): RunProbes {
  const [first, ...rest] = pieces;
  if (!first) return { from: 0, to: 0, width: 1, probes: [] };
  let { to, probes } = first;
  for (const next of rest) {
    const before = probes;
    to = next.to;
    probes = next.probes.map((probe, index) => {
      const own = before[index];
      return own ? joined(own, probe) : probe;
    });
  }
  return { ...first, to, probes };
}

function joined(before: RunProbe, next: RunProbe): RunProbe {
  const places = new Map(before.series.map(({ key }, index) => [key, index]));
  const last = before.gaps.at(-1);
  // A gap that reaches into the next stretch is told in both.
  const goesOn = last && next.gaps[0] && last.from === next.gaps[0].from;
  return {
    ...next,
    at: [...before.at, ...next.at],
    values: next.series.map(({ key }, index) => [
      ...(before.values[places.get(key) ?? -1] ?? before.at.map(() => null)),
      ...(next.values[index] ?? []),
    ]),
    gaps: [...(goesOn ? before.gaps.slice(0, -1) : before.gaps), ...next.gaps],
  };
}
