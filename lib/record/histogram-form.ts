import { multisets } from './multisets.ts';

/** What writing and reading a column of histograms share. The form is told in docs/record-format.md. */

/** Seconds of a block, and of a group within it. */
export const BLOCK_SECONDS = 60;
export const GROUP_SECONDS = 10;
export const GROUPS = BLOCK_SECONDS / GROUP_SECONDS;

/** The finest stretch of time that is told apart: a whole block, groups of ten seconds, seconds. */
export const LEVELS = ['block', 'group', 'second'] as const;
export type Level = (typeof LEVELS)[number];

export const coarserOf = (a: Level, b: Level): Level => (LEVELS.indexOf(a) < LEVELS.indexOf(b) ? a : b);
export const finerOf = (a: Level, b: Level): Level => (LEVELS.indexOf(a) > LEVELS.indexOf(b) ? a : b);

/**
 * The streams of one column in a block, each level on top of the one before: `block` has every row's histogram over the
 * whole block, `group` how the count of each slot splits into groups, `second` how those split into seconds. So roll-ups
 * cost nothing, and who needs only them does not read the rest.
 */
export type ColumnStreams = Record<Level, Uint8Array[]>;

export const IN_GROUPS = { doubles: multisets(2, GROUPS), triples: multisets(3, GROUPS) };
export const IN_SECONDS = { doubles: multisets(2, GROUP_SECONDS), triples: multisets(3, GROUP_SECONDS) };

/** Signed to unsigned and back: 0, -1, 1, -2 … are 0, 1, 2, 3 … */
export const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);
export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
