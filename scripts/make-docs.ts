import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFormatPage, planJsonSchema } from './plan-format.ts';

/** Writes the documents that are made from the schemas. Usage: npm run docs */
const docs = join(import.meta.dirname, '..', 'docs');
writeFileSync(join(docs, 'plan-format.md'), planFormatPage());
writeFileSync(join(docs, 'plan.schema.json'), planJsonSchema());
console.log('Wrote docs/plan-format.md and docs/plan.schema.json.');
