import { parseRule } from '../../thresholds/rule.ts';
import type { ThresholdBoard, ThresholdState } from '../../thresholds/threshold-board.ts';
import type { WarmUp } from './warm-up.ts';

/**
 * Thresholds without the warm-up. Those that count things (`count>100`) hold for the whole run, as the totals do, which
 * are what the target counted.
 */
export function thresholdStates(
  whole: ThresholdBoard,
  { measured, seconds }: Pick<WarmUp, 'measured' | 'seconds'>,
  elapsedSeconds: number,
  isOver = false,
): ThresholdState[] {
  const states = whole.states(elapsedSeconds, isOver);
  if (!measured) return states;
  const later = measured.board.states(Math.max(0, elapsedSeconds - seconds));
  return states.map((state, index) =>
    state.now === undefined && counts(state.threshold.rule) ? state : (later[index] ?? state),
  );
}

function counts(text: string): boolean {
  const rule = parseRule(text);
  return rule.ok && rule.value.aggregation.type === 'count';
}
