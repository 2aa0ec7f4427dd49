import { durationMs } from '../../lib/plan/duration.ts';
import type { SseStep, SseUntil } from '../../lib/plan/sse-step.ts';
import type { Series } from '../../lib/run/series.ts';
import type { TextContext } from '../vu/text.ts';
import { compileThink } from '../vu/think.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import { compileHandshake, type Handshake } from './handshake.ts';
import { type CompiledMatch, compileMatch } from './message-match.ts';
import { MessageReader } from './message-reader.ts';

/** When a stream was listened to long enough. */
export type CompiledUntil = {
  type: SseUntil['type'];
  /** Draws how long to listen at most, milliseconds: the wanted end for `time`, too long for the others. */
  limitMs: () => number;
  /** Events after which it is enough; without end for the others. */
  events: number;
  /** The event after which it is enough. */
  match: CompiledMatch | null;
};

/** An SSE step, compiled. */
export type EventStreamPlan = {
  handshake: Handshake;
  /** Only events of this name matter; null for all. */
  event: string | null;
  until: CompiledUntil;
  reader: MessageReader;
};

export function compileEventStream(
  step: SseStep,
  place: Omit<Series, 'name' | 'stream'>,
  toolbox: Toolbox,
  context: TextContext,
): EventStreamPlan {
  const usual = { accept: 'text/event-stream', 'cache-control': 'no-cache' };
  const handshake = compileHandshake(step, place, usual, toolbox, context);
  return {
    handshake,
    event: step.event ?? null,
    until: compileUntil(step.until, context),
    reader: new MessageReader(step, handshake, toolbox.recorder, context),
  };
}

function compileUntil(until: SseUntil, context: TextContext): CompiledUntil {
  const { type } = until;
  if (type === 'time') {
    return { type, limitMs: compileThink(until.time), events: Number.POSITIVE_INFINITY, match: null };
  }
  const atMostMs = durationMs(until.atMost);
  return {
    type,
    limitMs: () => atMostMs,
    events: type === 'events' ? until.count : Number.POSITIVE_INFINITY,
    match: type === 'match' ? compileMatch(until.match, context) : null,
  };
}
