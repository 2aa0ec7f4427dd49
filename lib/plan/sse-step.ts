import { z } from 'zod';
import { Check } from './condition.ts';
import { Duration } from './duration-field.ts';
import { Extract } from './extract.ts';
import { MessageMatch } from './message-match.ts';
import { streamAddress } from './stream-address.ts';
import { ThinkTime } from './think-time.ts';

const atMost = Duration.default('60s').describe(
  'The longest that the stream is listened to; reaching it makes the session failed.',
);

/** When a stream of events was listened to long enough. */
export const SseUntil = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('time'), time: ThinkTime }).describe('For a time.'),
    z
      .strictObject({
        type: z.literal('events'),
        count: z.int().min(1).max(1_000_000).describe('How many events.'),
        atMost,
      })
      .describe('Until so many events came.'),
    z
      .strictObject({ type: z.literal('match'), match: MessageMatch, atMost })
      .describe('Until an event comes whose data is meant.'),
    z.strictObject({ type: z.literal('end'), atMost }).describe('Until the target ends the stream.'),
  ])
  .meta({ title: 'until', description: 'How long a stream of events is listened to; one of these.' });
export type SseUntil = z.output<typeof SseUntil>;

export const SseStep = z
  .strictObject({
    type: z.literal('sse'),
    ...streamAddress('http:// or https://'),
    event: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'Only events with this name end the listening, are checked and extracted from; all when left out. An event without a name is called `message`.',
      ),
    until: SseUntil.default({ type: 'events', count: 1, atMost: '60s' }),
    checks: z
      .array(Check)
      .max(100)
      .default([])
      .describe(
        'Checks of the last event: `body` and `jsonpath` look at its data, `size` at the bytes of it, `duration` at the milliseconds from the start to the event, `status` and `header` at the response. All fail when no event came.',
      ),
    extract: z
      .array(Extract)
      .max(100)
      .default([])
      .describe('Values that are taken out of the data of the last event.'),
  })
  .meta({
    title: 'sse',
    description:
      'Listens to server-sent events. The session is failed when the target does not answer with a stream of events, or ends it too early.',
  });
export type SseStep = z.output<typeof SseStep>;
