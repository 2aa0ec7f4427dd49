import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './root.mjs';
import { MIGRATIONS_FOLDER, missingSql } from './schema-engine.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration with small letters, digits and _: npm run db:new -- add_labels');
  process.exit(1);
}

const sql = await missingSql();
if (sql === '') {
  console.log('The migrations already lead to prisma/schema.prisma: nothing to do.');
  process.exit(0);
}

const numbers = (await readdir(MIGRATIONS_FOLDER)).map((entry) => Number.parseInt(entry, 10) || 0);
const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
const folder = join(MIGRATIONS_FOLDER, `${number}_${name}`);
await mkdir(folder);
await writeFile(join(folder, 'migration.sql'), sql);
console.log(`Wrote ${relative(root, folder)}/migration.sql. Read it before you commit it.`);
