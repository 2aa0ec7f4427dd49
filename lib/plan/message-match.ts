import { z } from 'zod';

/** Says which message is meant. */
export const MessageMatch = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('any') }).describe('Every message.'),
    z
      .strictObject({
        type: z.literal('contains'),
        text: z.string().min(1).max(10_000).describe('May hold placeholders.'),
      })
      .describe('Messages that hold this text.'),
    z
      .strictObject({
        type: z.literal('matches'),
        expression: z.string().min(1).max(1000).describe('A regular expression; may hold placeholders.'),
      })
      .describe('Messages in which a regular expression is found.'),
    z
      .strictObject({
        type: z.literal('jsonpath'),
        expression: z.string().min(1).max(1000).describe('A JSONPath (RFC 9535).'),
        value: z
          .union([z.string().max(10_000), z.number(), z.boolean()])
          .describe('What the first node that it finds must be; text may hold placeholders.'),
      })
      .describe('JSON messages with this value in this place.'),
  ])
  .meta({ title: 'message match', description: 'Says which message is meant; one of these.' });
export type MessageMatch = z.output<typeof MessageMatch>;
