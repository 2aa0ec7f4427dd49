import { zipSync } from 'fflate';
import type { ScriptFile } from '../../plan/script.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { getPlan } from '../plans/get.ts';

/** The script of a plan as it was written: its file, or an archive of all its files. `name` is plain ASCII. */
export async function exportScript({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; versionId?: string };
}): Promise<{ name: string; type: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { version } = await getPlan({ ctx, input });
  const { script } = version.document;
  if (!script) throw conflict('This plan has no script. Download it as YAML.');
  const files = Object.entries(script.files).map(([path, file]) => [path, bytesOf(file)] as const);
  const base = plain(script.entry.split('/').at(-1) ?? '') || 'script';
  const [only] = files;
  if (only && files.length === 1)
    return { name: base, type: 'text/javascript; charset=utf-8', bytes: only[1] };
  const bytes = zipSync(Object.fromEntries(files), { mtime: EARLIEST });
  return { name: `${base.replace(/\.[^.]*$/, '')}.zip`, type: 'application/zip', bytes };
}

/** The first day that an archive can tell: the same files make the same archive. */
const EARLIEST = new Date(1980, 0, 1);

const plain = (name: string) => name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);

const bytesOf = (file: ScriptFile): Uint8Array<ArrayBuffer> =>
  Uint8Array.from('text' in file ? Buffer.from(file.text) : Buffer.from(file.base64, 'base64'));
