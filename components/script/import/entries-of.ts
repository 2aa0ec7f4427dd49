import { isScriptFile, type ScriptFiles } from '../files/script-files.ts';

/** The files that may be the script itself, the likeliest first: those that export a function to run. */
export function entriesOf(files: ScriptFiles): string[] {
  const texts = Object.entries(files).flatMap(([path, file]) =>
    isScriptFile(path) && 'text' in file ? [{ path, text: file.text }] : [],
  );
  const runs = texts.filter(({ text }) => /^\s*export\s+(default\b|const\s+options\b|\{)/m.test(text));
  const likely = runs.length > 0 ? runs : texts;
  const imported = (path: string) => {
    const name =
      path
        .split('/')
        .at(-1)
        ?.replace(/\.[cm]?[jt]s$/, '') ?? '';
    return texts.some(({ path: other, text }) => other !== path && namesFile(text, name));
  };
  const free = likely.filter(({ path }) => !imported(path));
  return (free.length > 0 ? free : likely).map(({ path }) => path).toSorted(byDepth);
}

const namesFile = (text: string, name: string): boolean =>
  [...text.matchAll(/\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]/g)].some(([, from, alone]) => {
    const specifier = from ?? alone ?? '';
    return (
      specifier.startsWith('.') &&
      specifier
        .split('/')
        .at(-1)
        ?.replace(/\.[cm]?[jt]s$/, '') === name
    );
  });

const depth = (path: string) => path.split('/').length;
const byDepth = (a: string, b: string) => depth(a) - depth(b) || (a < b ? -1 : 1);
