import { z } from 'zod';
import { regexProblem } from './regex-problem.ts';

export const OPERATORS = [
  'equals',
  'not-equals',
  'contains',
  'not-contains',
  'matches',
  'above',
  'below',
  'exists',
] as const;
export const Operator = z.enum(OPERATORS);
export type Operator = z.output<typeof Operator>;

const value = z
  .union([z.string().max(10_000), z.number(), z.boolean()])
  .optional()
  .describe('What to compare with; text may hold placeholders. Not used by `exists`.');

const name = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('Shown in results; made from the condition when left out.');
const operator = Operator.default('equals');

/** One assertion on a response. It counts; it neither stops the iteration nor makes the request failed. */
export const Check = z
  .discriminatedUnion('source', [
    z
      .strictObject({ source: z.literal('status'), name, operator, value })
      .describe('The HTTP status; `value` may be a class such as `2xx`.'),
    z
      .strictObject({ source: z.literal('body'), name, operator, value })
      .describe('The whole response body as text.'),
    z
      .strictObject({
        source: z.literal('jsonpath'),
        name,
        expression: z.string().min(1).max(1000),
        operator,
        value,
      })
      .describe('The first node that a JSONPath (RFC 9535) finds in the body.'),
    z
      .strictObject({
        source: z.literal('header'),
        name,
        expression: z.string().min(1).max(200),
        operator,
        value,
      })
      .describe('A response header, by name.'),
    z
      .strictObject({ source: z.literal('duration'), name, operator, value })
      .describe('Service time in milliseconds.'),
    z
      .strictObject({ source: z.literal('size'), name, operator, value })
      .describe('Decoded body size in bytes.'),
  ])
  .superRefine((check, context) => {
    if (check.operator !== 'exists' && check.value === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: `"${check.operator}" needs a value to compare with`,
      });
    }
    if (check.operator === 'matches' && typeof check.value === 'string') {
      const problem = regexProblem(check.value);
      if (problem) context.addIssue({ code: 'custom', path: ['value'], message: problem });
    }
  })
  .meta({
    title: 'check',
    description:
      'One assertion on a response. It counts; it neither stops the iteration nor makes the request failed.',
  });
export type Check = z.output<typeof Check>;

/** Compares two texts, either of which may hold placeholders. */
export const Condition = z
  .strictObject({
    left: z.string().min(1).max(10_000).describe('Usually one placeholder, such as `{{role}}`.'),
    operator,
    right: z.union([z.string().max(10_000), z.number(), z.boolean()]).optional(),
  })
  .meta({ title: 'condition', description: 'Compares two texts, either of which may hold placeholders.' });
export type Condition = z.output<typeof Condition>;
