import { z } from 'zod';
import { regexProblem } from './regex-problem.ts';
import { MAX_VARIABLE_NAME, VARIABLE_NAME } from './variable-name.ts';

/** Names that placeholders can use: letters, digits, `_`, `-`; datasets add one `.column`. */
export const VariableName = z
  .string()
  .max(MAX_VARIABLE_NAME)
  .regex(VARIABLE_NAME, 'must start with a letter and hold only letters, digits, _ and -');

export const Extract = z
  .strictObject({
    as: VariableName.describe('The variable that receives the value.'),
    from: z.enum(['jsonpath', 'header', 'regex', 'cookie']),
    expression: z
      .string()
      .min(1)
      .max(1000)
      .describe('A JSONPath, a header name, a regular expression, or a cookie name.'),
    group: z
      .int()
      .min(0)
      .max(99)
      .default(1)
      .describe('For `regex`: the capture group; 0 is the whole match.'),
    pick: z.enum(['first', 'last', 'random']).default('first').describe('Which of several matches to take.'),
    default: z
      .string()
      .max(10_000)
      .optional()
      .describe(
        'Used when nothing is found. Without it a use of the variable ends the iteration with an error.',
      ),
  })
  .superRefine((extract, context) => {
    const problem = extract.from === 'regex' ? regexProblem(extract.expression) : undefined;
    if (problem) context.addIssue({ code: 'custom', path: ['expression'], message: problem });
  })
  .meta({
    title: 'extract',
    description: 'Takes a value out of a response and keeps it in a variable for the rest of the iteration.',
  });
export type Extract = z.output<typeof Extract>;
