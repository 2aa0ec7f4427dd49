import { z } from 'zod';
import { VariableName } from './step.ts';

/** Which rows VUs get, and what happens when there are no more. */
const order = {
  order: z
    .enum(['sequential', 'random', 'unique-per-iteration', 'unique-per-vu'])
    .default('sequential')
    .describe(
      'Which row an iteration gets and keeps until it ends. `sequential`: one after the other; `random`: any, every time; `unique-per-iteration`: one that no other iteration of the run gets; `unique-per-vu`: the same in all iterations of a VU, and no other VU gets it.',
    ),
  atEnd: z
    .enum(['start-over', 'stop-vu', 'stop-scenario', 'error'])
    .optional()
    .describe(
      'What happens when no row is left: `start-over` with the first row, `stop-vu` (that VU works no more), `stop-scenario` (the scenario starts no more iterations), or `error` (the iteration fails). When left out, `start-over` for `sequential` and `error` for the unique orders; `random` never ends.',
    ),
};
export const RowOrder = z.object(order);

const common = {
  name: VariableName.describe('Used in placeholders as `{{name.column}}`.'),
  ...order,
};

/** Rows that feed placeholders. */
export const Dataset = z
  .discriminatedUnion('source', [
    z.strictObject({
      ...common,
      source: z.literal('rows'),
      rows: z
        .array(z.record(VariableName, z.union([z.string(), z.number(), z.boolean()])))
        .min(1)
        .max(1_000_000),
    }),
    z.strictObject({
      ...common,
      source: z.literal('csv'),
      csv: z.string().min(1).max(20_000_000).describe('CSV text with a header line (RFC 4180).'),
    }),
  ])
  .meta({
    title: 'dataset',
    description: 'Rows that feed placeholders; inline or as CSV.',
  });
export type Dataset = z.output<typeof Dataset>;
