import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '../lib/server/migrate.ts';

const file = join(resolve(process.env.REHEARSAL_DATA_DIR ?? 'data'), 'rehearsal.db');
try {
  const applied = await migrate(pathToFileURL(file).href);
  console.log(applied.length > 0 ? `Applied to ${file}: ${applied.join(', ')}` : `${file} is up to date.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
