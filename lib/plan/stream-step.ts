import type { Check } from './condition.ts';
import type { Extract } from './extract.ts';
import { everyAction } from './session-actions.ts';
import type { SseStep } from './sse-step.ts';
import type { WebSocketStep } from './websocket-step.ts';

/** Steps that open a session: their results are counted by sessions, not by requests. */
export type StreamStep = WebSocketStep | SseStep;
export type StreamKind = StreamStep['type'];

export const STREAM_KINDS = ['websocket', 'sse'] as const satisfies readonly StreamKind[];

const SHORT: Record<StreamKind, string> = { websocket: 'WS', sse: 'SSE' };

export function isStreamStep<S extends { type: string }>(step: S | StreamStep): step is StreamStep {
  return step.type === 'websocket' || step.type === 'sse';
}

/** The name under which sessions are counted. */
export function streamName({ type, name, url }: Pick<StreamStep, 'type' | 'name' | 'url'>): string {
  return name ?? `${SHORT[type]} ${url}`;
}

type Read = { checks: readonly Check[]; extract: readonly Extract[] };

/** The parts of a step that look at messages: what they check and take out. */
export function readsOf(step: StreamStep): Read[] {
  if (step.type === 'sse') return [step];
  return [...everyAction(step.actions)].filter((action) => action.type === 'expect');
}
