import type { ScriptFile } from '@/lib/plan/script.ts';

export type ScriptFiles = Record<string, ScriptFile>;

/** The most that all files of a script may take, in characters as they are sent: what a request may bring, and room. */
export const MOST_CHARACTERS = 4_500_000;

export const isScriptFile = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);

/** The script first, then other scripts, then data; each in the order of the alphabet. */
export function orderedPaths(files: ScriptFiles, entry: string): string[] {
  const rank = (path: string) => (path === entry ? 0 : isScriptFile(path) ? 1 : 2);
  return Object.keys(files).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Bytes of a file as it lies on a disk. */
export function bytesOf(file: ScriptFile): number {
  if ('text' in file) return new TextEncoder().encode(file.text).length;
  return Math.floor((file.base64.length * 3) / 4) - (/=*$/.exec(file.base64)?.[0].length ?? 0);
}

/** What they take when they are sent. */
export const sizeOf = (files: ScriptFiles): number => JSON.stringify(files).length;

/** Why a file cannot be called so; null when it can. */
export function nameProblem(path: string, files: ScriptFiles): string | null {
  if (path === '') return 'needs a name';
  if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..'))
    return 'must be a path within the folder of the script, such as lib/shop.js';
  if (path.endsWith('/')) return 'must end with the name of a file';
  if (path.length > 500) return 'must be shorter';
  return Object.hasOwn(files, path) ? `there is already a file ${path}; choose another name` : null;
}
