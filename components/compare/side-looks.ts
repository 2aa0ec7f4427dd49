import type { Side } from './compare-rows.ts';

/** How each run is drawn: told apart by pattern and strength, not by colour alone. */
export const SIDE_LOOKS = {
  baseline: { label: 'Baseline', colour: 'var(--muted)', dash: '5 4', width: 1.5 },
  candidate: { label: 'Candidate', colour: 'var(--accent)', dash: undefined, width: 2 },
} as const satisfies Record<Side, object>;
