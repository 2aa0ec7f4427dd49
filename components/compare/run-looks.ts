import type { RunListItem } from '@/lib/api/contract.ts';

/** How a run is named and drawn on the page: told apart by pattern and strength, not by colour alone. */
export type RunLook = {
  id: string;
  label: string;
  colour: string;
  dash: string | undefined;
  width: number;
};

const COLOURS = ['var(--run-1)', 'var(--run-2)', 'var(--run-3)', 'var(--run-4)', 'var(--run-5)'];
const DASHES = [undefined, '9 3', '2 3', '9 3 2 3', '14 4'];

/** The baseline first. Two runs are called what they are; of more, each is called by its release, and counted where several have it. */
export function runLooks(baseline: RunListItem, candidates: readonly RunListItem[]): RunLook[] {
  const runs = [baseline, ...candidates];
  const isPair = candidates.length === 1;
  const label = (run: RunListItem) => {
    const name = releaseName(run);
    const same = runs.filter((one) => releaseName(one) === name);
    return same.length > 1 ? `${name} (${same.indexOf(run) + 1})` : name;
  };
  return runs.map((run, at): RunLook => {
    const { id } = run;
    if (at === 0)
      return {
        ...{ id, colour: 'var(--muted)', dash: '5 4', width: 1.5 },
        label: isPair ? 'Baseline' : `${label(run)} (baseline)`,
      };
    const [colour = 'var(--accent)', dash] = [
      COLOURS[(at - 1) % COLOURS.length],
      DASHES[(at - 1) % DASHES.length],
    ];
    return { id, colour, dash, width: 2, label: isPair ? 'Candidate' : label(run) };
  });
}

export const releaseName = ({ release }: Pick<RunListItem, 'release'>): string =>
  release ? `Release ${release}` : 'No release named';
