import { durationMs } from '../../lib/plan/duration.ts';
import { type StreamStep, streamName } from '../../lib/plan/stream-step.ts';
import type { Series } from '../../lib/run/series.ts';
import type { Outgoing } from '../http/outgoing.ts';
import { compileTarget } from '../http/target.ts';
import type { StreamRecorder } from '../recorder/stream-recorder.ts';
import { compileText, type Text, type TextContext, textNow } from '../vu/text.ts';
import type { Values } from '../vu/values.ts';
import type { Toolbox } from '../worker/toolbox.ts';

/** The opening of a session, compiled. */
export type Handshake = {
  series: number;
  recorder: StreamRecorder;
  /** Throws IterationFailure. */
  make: (values: Values) => Outgoing;
  /** How long it may take. */
  timeoutMs: number;
  /** A step of a setup: when it fails, the setup fails. */
  mustSucceed: boolean;
};

const USER_AGENT = 'Rehearsal (load test)';

/** Compiles the opening of a session. `more` are headers that the step does not write itself. */
export function compileHandshake(
  step: StreamStep,
  place: Omit<Series, 'name' | 'stream'>,
  more: Record<string, string>,
  toolbox: Toolbox,
  context: TextContext,
): Handshake {
  const { index, recorder } = toolbox.recorder.streamFor({
    ...place,
    name: streamName(step),
    stream: step.type,
  });
  const target = compileTarget(step, toolbox.baseUrl, toolbox.origins, context);
  const headers = compileHeaders(step.headers, { 'user-agent': USER_AGENT, ...more }, context);
  return {
    series: index,
    recorder,
    make: (values) => {
      const { origin, path } = typeof target === 'function' ? target(values) : target;
      const texts = headers.map((text) => textNow(text, values));
      return { origin, options: { path, method: 'GET', headers: texts, body: null } };
    },
    timeoutMs: durationMs(step.timeout),
    mustSucceed: place.phase === 'setup' || place.phase === 'vu-setup',
  };
}

function compileHeaders(
  written: Record<string, string>,
  usual: Record<string, string>,
  context: TextContext,
): Text[] {
  const given = new Set(Object.keys(written).map((name) => name.toLowerCase()));
  const missing = Object.entries(usual).filter(([name]) => !given.has(name));
  return [
    ...missing.flat(),
    ...Object.entries(written).flatMap(([name, value]) => [name, compileText(value, context)]),
  ];
}
