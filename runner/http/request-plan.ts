import { durationMs } from '../../lib/plan/duration.ts';
import type { RequestStep } from '../../lib/plan/step.ts';
import { requestName, type Series } from '../../lib/run/series.ts';
import type { SeriesSamples } from '../recorder/samples/exchange-samples.ts';
import type { SeriesRecorder } from '../recorder/series-recorder.ts';
import { type CompiledCheck, compileCheck } from '../vu/checks.ts';
import { type CompiledExtract, compileExtract } from '../vu/extracts.ts';
import { compileText, type Text, type TextContext, textNow } from '../vu/text.ts';
import type { Values } from '../vu/values.ts';
import type { Deadlines } from '../worker/deadlines.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import { compileAuthorization } from './authorization.ts';
import { compileBody } from './body.ts';
import { expectedStatuses } from './expected-statuses.ts';
import type { Outgoing } from './outgoing.ts';
import { compileTarget, type Target } from './target.ts';

/** A request step, compiled. */
export type RequestPlan = {
  series: number;
  recorder: SeriesRecorder;
  samples: SeriesSamples;
  /** The request, when it never varies; cookies may still be added. */
  fixed: Outgoing | null;
  /** Throws IterationFailure. */
  make: (values: Values) => Outgoing;
  deadlines: Deadlines;
  redirects: number;
  /**
   * Of a script: one redirect more than allowed is the answer and no failure, more methods than POST become GET, unknown
   * content encodings stay on, and what came of a body is given beside the error that cut it off.
   */
  asK6: boolean;
  /** 1 for every status that is no failure. */
  expected: Uint8Array;
  /** The body is kept for checks and extractions. */
  keepsBody: boolean;
  /** Checks or extractions look at fields of the response's head. */
  readsHeaders: boolean;
  /** Its decoded size is wanted. */
  measuresBody: boolean;
  /** The setup that it belongs to cannot go on when it fails, or one of its checks. */
  mustSucceed: boolean;
  checks: CompiledCheck[];
  extracts: CompiledExtract[];
};

const USER_AGENT = 'Rehearsal (load test)';

/** Compiles a request step of a scenario and group. */
export function compileRequest(
  step: RequestStep,
  place: Omit<Series, 'name'>,
  toolbox: Toolbox,
  context: TextContext,
): RequestPlan {
  const { index, recorder } = toolbox.recorder.seriesFor({ ...place, name: requestName(step) });
  const { method } = step;
  const target = compileTarget(step, toolbox.baseUrl, toolbox.origins, context);
  const { content: body, contentType } = compileBody(step.body, context);
  const headers = compileHeaders(step, contentType, context);
  const outgoing = ({ origin, path }: Target, values: Values): Outgoing => ({
    origin,
    options: {
      path,
      method,
      headers: headers.map((text) => textNow(text, values)),
      body: typeof body === 'function' ? body(values) : body,
    },
  });
  const make = (values: Values) => outgoing(typeof target === 'function' ? target(values) : target, values);
  const varies = [target, body, ...headers].some((part) => typeof part === 'function');
  return {
    series: index,
    recorder,
    samples: toolbox.recorder.samples.of(index),
    fixed: varies ? null : make(NO_VALUES),
    make,
    deadlines: toolbox.deadlines(durationMs(step.timeout)),
    redirects: step.redirects,
    asK6: false,
    expected: expectedStatuses(step.expectedStatuses),
    keepsBody:
      step.checks.some(({ source }) => source === 'body' || source === 'jsonpath') ||
      step.extract.some(({ from }) => from === 'jsonpath' || from === 'regex'),
    readsHeaders:
      step.checks.some(({ source }) => source === 'header') ||
      step.extract.some(({ from }) => from === 'header'),
    measuresBody: step.decode === 'always' || step.checks.some(({ source }) => source === 'size'),
    mustSucceed: place.phase === 'setup' || place.phase === 'vu-setup',
    checks: step.checks.map((check) => compileCheck(check, toolbox.recorder.checkFor(index, check), context)),
    extracts: step.extract.map((extract) => compileExtract(extract, context.names.slotOf(extract.as))),
  };
}

const NO_VALUES: Values = { number: 0, iteration: 0, variables: [], rows: [] };

/** Names and values by turns. */
function compileHeaders(
  { headers, auth }: RequestStep,
  contentType: string | undefined,
  context: TextContext,
): Text[] {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const compiled: Text[] = [];
  const add = (name: string, value: Text) => compiled.push(name, value);
  if (!given.has('user-agent')) add('user-agent', USER_AGENT);
  if (contentType !== undefined && !given.has('content-type')) add('content-type', contentType);
  if (auth) add('authorization', compileAuthorization(auth, context));
  for (const [name, value] of Object.entries(headers)) {
    // The length follows from the body.
    if (name.toLowerCase() !== 'content-length') add(name, compileText(value, context));
  }
  return compiled;
}
