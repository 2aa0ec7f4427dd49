import { z } from 'zod';

const Text = z.string().max(1_000_000);
const PartName = z.string().min(1).max(200);
const FileName = z
  .string()
  .max(500)
  .optional()
  .describe('Makes the part a file; may hold placeholders. Without it the part is a plain field.');
const ContentType = z.string().max(200);
const MAX_RANDOM_BYTES = 50_000_000;

const RandomBytes = z
  .int()
  .min(0)
  .max(MAX_RANDOM_BYTES)
  .describe('How many random bytes; made once in every load worker and sent with every request.');

/** One part of a multipart body. */
export const BodyPart = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('text'),
        name: PartName.describe('Name of the form field.'),
        value: Text.describe('May hold placeholders.'),
        fileName: FileName,
        contentType: ContentType.optional().describe('Left out of the part when it is not given.'),
      })
      .meta({ description: 'A field, or a text file whose content stands here.' }),
    z
      .strictObject({
        type: z.literal('base64'),
        name: PartName.describe('Name of the form field.'),
        value: Text.describe('The bytes as base64, line breaks allowed.'),
        fileName: FileName,
        contentType: ContentType.default('application/octet-stream'),
      })
      .meta({ description: 'A file of any kind, its bytes written as base64.' }),
    z
      .strictObject({
        type: z.literal('random'),
        name: PartName.describe('Name of the form field.'),
        bytes: RandomBytes,
        fileName: FileName,
        contentType: ContentType.default('application/octet-stream'),
      })
      .meta({ description: 'A file of a given size, where only the size matters.' }),
  ])
  .meta({ title: 'body part', description: 'One part of a multipart body; one of these.' });
export type BodyPart = z.output<typeof BodyPart>;

export const Body = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('json'),
      content: Text.describe('JSON text; placeholders inside strings are escaped as JSON.'),
    }),
    z.strictObject({
      type: z.literal('form'),
      fields: z.record(z.string().max(200), Text).describe('Sent as `application/x-www-form-urlencoded`.'),
    }),
    z.strictObject({
      type: z.literal('multipart'),
      parts: z
        .array(BodyPart)
        .max(100)
        .describe('Fields and files, sent as `multipart/form-data` in this order.'),
    }),
    z.strictObject({
      type: z.literal('raw'),
      content: Text.describe('Sent as it is, placeholders replaced.'),
      contentType: ContentType.optional().describe('`text/plain; charset=utf-8` when left out.'),
    }),
    z.strictObject({
      type: z.literal('random'),
      bytes: RandomBytes,
      contentType: ContentType.default('application/octet-stream'),
    }),
  ])
  .meta({ title: 'body', description: 'What a request sends; one of these.' });
export type Body = z.output<typeof Body>;
