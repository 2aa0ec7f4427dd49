import { z } from 'zod';
import { VariableName } from './step.ts';

const common = {
  name: VariableName.describe('Used in placeholders as `{{name.column}}`.'),
  order: z
    .enum(['sequential', 'random'])
    .default('sequential')
    .describe(
      'Which row an iteration gets. It keeps the row until it ends; after the last row the first follows.',
    ),
};

/** Rows that feed placeholders. One row is drawn per iteration. */
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
    description: 'Rows that feed placeholders; inline or as CSV. One row is drawn per iteration.',
  });
export type Dataset = z.output<typeof Dataset>;
