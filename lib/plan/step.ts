import { z } from 'zod';
import { Auth } from './auth.ts';
import { Body } from './body.ts';
import { Check, Condition } from './condition.ts';
import { Duration } from './duration-field.ts';
import { Extract, VariableName } from './extract.ts';
import { SseStep } from './sse-step.ts';
import { ThinkTime } from './think-time.ts';
import { WebSocketStep } from './websocket-step.ts';

export { Extract, ThinkTime, VariableName };

const Text = z.string().max(1_000_000);
const Name = z.string().min(1).max(200);

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

export const RequestStep = z
  .strictObject({
    type: z.literal('request'),
    name: Name.optional().describe(
      'Groups URL variants into one series; `METHOD url-as-written` when left out.',
    ),
    method: z
      .string()
      .max(20)
      .regex(/^[A-Z][A-Z-]*$/, 'must be an HTTP method in capitals, such as GET')
      .default('GET'),
    url: z
      .string()
      .min(1)
      .max(8000)
      .describe('Absolute, or a path that is joined to the base URL of the environment.'),
    query: z.record(z.string().max(200), Text).default({}),
    headers: z.record(z.string().max(200), Text).default({}),
    auth: Auth.optional(),
    body: Body.optional(),
    timeout: Duration.default('60s'),
    redirects: z
      .int()
      .min(0)
      .max(20)
      .default(10)
      .describe('How many redirects to follow; every hop is a request of its own.'),
    decode: z
      .enum(['when-read', 'always'])
      .default('when-read')
      .describe(
        'When compressed bodies are decompressed: only where a check or an extraction reads them, or always, so that decoded bytes are counted exactly and a body that cannot be decoded is a failure. Costs CPU; bodies over 10 MB are counted as they came.',
      ),
    expectedStatuses: z
      .string()
      .max(200)
      .regex(
        /^\s*([1-5]xx|[1-5]\d\d(-[1-5]\d\d)?)(\s*,\s*([1-5]xx|[1-5]\d\d(-[1-5]\d\d)?))*\s*$/,
        'must be statuses such as `2xx, 3xx` or `200-299, 404`',
      )
      .default('200-399')
      .describe('Any other status makes the request failed.'),
    checks: z.array(Check).max(100).default([]),
    extract: z.array(Extract).max(100).default([]),
  })
  .meta({
    title: 'request',
    description: 'Sends one HTTP request, checks its response and extracts values from it.',
  });
export type RequestStep = z.output<typeof RequestStep>;

export const ThinkStep = z
  .strictObject({ type: z.literal('think'), time: ThinkTime })
  .meta({ title: 'think', description: 'Waits as a person would. Normal times below zero count as zero.' });

export const SetStep = z
  .strictObject({ type: z.literal('set'), variable: VariableName, value: Text })
  .meta({ title: 'set', description: 'Sets a variable of this VU; the value may hold placeholders.' });

const steps = () => z.array(Step).max(500);

export const GroupStep = z
  .strictObject({
    type: z.literal('group'),
    name: Name,
    get steps() {
      return steps();
    },
  })
  .meta({ title: 'group', description: 'Gives several steps a common name in the results.' });

export const RepeatStep = z
  .strictObject({
    type: z.literal('repeat'),
    times: z.int().min(0).max(1_000_000),
    get steps() {
      return steps();
    },
  })
  .meta({ title: 'repeat', description: 'Performs its steps several times.' });

export const IfStep = z
  .strictObject({
    type: z.literal('if'),
    condition: Condition,
    get then() {
      return steps();
    },
    get else() {
      return steps().default([]);
    },
  })
  .meta({ title: 'if', description: 'Performs one of two lists of steps.' });

export const ChooseOption = z
  .strictObject({
    name: Name.optional(),
    weight: z.number().min(0).max(1_000_000).default(1),
    get steps() {
      return steps();
    },
  })
  .meta({ title: 'option', description: 'One of the things that `choose` may do.' });

export const ChooseStep = z
  .strictObject({
    type: z.literal('choose'),
    get options() {
      return z.array(ChooseOption).min(1).max(100);
    },
  })
  .meta({ title: 'choose', description: 'Performs one of its options, at random by weight.' });

/** One thing that a VU does. */
export const Step = z
  .discriminatedUnion('type', [
    RequestStep,
    WebSocketStep,
    SseStep,
    ThinkStep,
    SetStep,
    GroupStep,
    RepeatStep,
    IfStep,
    ChooseStep,
  ])
  .meta({ title: 'step', description: 'One thing that a VU does; `type` says what.' });
export type Step = z.output<typeof Step>;
export type StepType = Step['type'];
