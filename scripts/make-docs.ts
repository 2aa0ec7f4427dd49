import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { K6_API_FILE, k6ApiText } from './k6-api.ts';
import { planFormatPage, planJsonSchema } from './plan-format.ts';

/** Writes what is made from the schemas and from the types of k6. Usage: npm run docs */
const docs = join(import.meta.dirname, '..', 'docs');
writeFileSync(join(docs, 'plan-format.md'), planFormatPage());
writeFileSync(join(docs, 'plan.schema.json'), planJsonSchema());
writeFileSync(K6_API_FILE, k6ApiText());
console.log('Wrote docs/plan-format.md, docs/plan.schema.json and components/script/complete/k6-api.json.');
