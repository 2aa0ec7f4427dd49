import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planFormatPage, planJsonSchema } from './plan-format.ts';

const docs = join(import.meta.dirname, '..', 'docs');

describe('the documents made from the plan schema', () => {
  it.each([
    ['plan-format.md', planFormatPage],
    ['plan.schema.json', planJsonSchema],
  ])('docs/%s is what the schema gives (else: npm run docs)', (file, make) => {
    expect(readFileSync(join(docs, file), 'utf8')).toBe(make());
  });
});
