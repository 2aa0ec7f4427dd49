import { z } from 'zod';
import { Check } from './condition.ts';
import { Duration } from './duration-field.ts';
import { Extract } from './extract.ts';
import { MessageMatch } from './message-match.ts';
import { streamAddress } from './stream-address.ts';
import { ThinkTime } from './think-time.ts';

const Send = z
  .strictObject({
    type: z.literal('send'),
    content: z.string().max(1_000_000).describe('The message; may hold placeholders.'),
    format: z
      .enum(['text', 'json', 'base64'])
      .default('text')
      .describe(
        '`json`: placeholders inside strings are escaped as JSON. `base64`: the content is decoded and sent as a binary message.',
      ),
  })
  .meta({ title: 'send', description: 'Sends one message.' });

const Expect = z
  .strictObject({
    type: z.literal('expect'),
    match: MessageMatch.default({ type: 'any' }).describe('Other messages are passed over.'),
    timeout: Duration.default('10s').describe('How long to wait for the message.'),
    onTimeout: z
      .enum(['fail', 'continue'])
      .default('fail')
      .describe(
        '`fail` ends the session as failed when no such message comes; `continue` goes on without it.',
      ),
    checks: z
      .array(Check)
      .max(100)
      .default([])
      .describe(
        'Checks of the message: `body` and `jsonpath` look at its text, `size` at its bytes, `duration` at the milliseconds since the last message sent, `status` and `header` at the handshake. All fail when no message comes.',
      ),
    extract: z.array(Extract).max(100).default([]).describe('Values that are taken out of the message.'),
  })
  .meta({
    title: 'expect',
    description:
      'Waits for a message: one that came since the last expect was over, or the next that comes. The time since the last `send` is its round trip.',
  });

const Hold = z
  .strictObject({ type: z.literal('hold'), time: ThinkTime })
  .meta({ title: 'hold', description: 'Keeps the session open and waits.' });

const Repeat = z
  .strictObject({
    type: z.literal('repeat'),
    times: z.int().min(0).max(1_000_000).describe('How often.'),
    get actions() {
      return z.array(WebSocketAction).max(500);
    },
  })
  .meta({ title: 'repeat actions', description: 'Performs its actions several times.' });

const isCloseCode = (code: number) =>
  (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || code >= 3000;

const CloseCode = z
  .int()
  .min(1000)
  .max(4999)
  .refine(isCloseCode, 'cannot be sent; write 1000, or a code of your own from 3000 to 4999');

const Close = z
  .strictObject({
    type: z.literal('close'),
    code: CloseCode.default(1000).describe('1000 is the normal end.'),
    reason: z
      .string()
      .refine((text) => new TextEncoder().encode(text).length <= 123, 'must not be longer than 123 bytes')
      .default('')
      .describe('Told to the target; may hold placeholders.'),
  })
  .meta({
    title: 'close',
    description: 'Closes the session. At the end of the actions it is closed anyway.',
  });

const ExpectClose = z
  .strictObject({
    type: z.literal('expect-close'),
    timeout: Duration.default('10s').describe('How long to wait for it.'),
    code: z.int().min(1000).max(4999).optional().describe('Any other code makes the session failed.'),
  })
  .meta({ title: 'expect close', description: 'Waits until the target closes the session.' });

/** One thing that is done in a WebSocket session. */
export const WebSocketAction = z
  .discriminatedUnion('type', [Send, Expect, Hold, Repeat, Close, ExpectClose])
  .meta({
    title: 'websocket action',
    description: 'One thing that is done in a WebSocket session; `type` says what.',
  });
export type WebSocketAction = z.output<typeof WebSocketAction>;
export type WebSocketActionOf<T extends WebSocketAction['type']> = WebSocketAction & { type: T };

export const WebSocketStep = z
  .strictObject({
    type: z.literal('websocket'),
    ...streamAddress('ws://, wss://, or the same host by http:// and https://'),
    subprotocols: z
      .array(z.string().min(1).max(200))
      .max(20)
      .default([])
      .describe('Offered to the target, the best one first; may hold placeholders.'),
    actions: z
      .array(WebSocketAction)
      .max(500)
      .default([])
      .describe('What is done while the session is open, one after the other; then it is closed.'),
  })
  .meta({
    title: 'websocket',
    description:
      'Opens a WebSocket session, performs its actions and closes it. The session is failed when it cannot be opened, ends too early, or an expected message does not come.',
  });
export type WebSocketStep = z.output<typeof WebSocketStep>;
