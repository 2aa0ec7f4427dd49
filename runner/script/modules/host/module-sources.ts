import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { libraryModule } from '../../../../lib/script/library-modules.ts';

/** Virtual folders beside a script's own files, which no path of a script can reach. */
const PACKAGES = 'npm:';
const LIBRARIES = 'library:';
const LIBRARY_FOLDER = fileURLToPath(new URL('../jslib/', import.meta.url));
/** Libraries that we ourselves use as well. */
const TYPED = new Set(['k6-summary']);
const PACKAGE_FOLDER = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));

/** The packages that our modules import. What these import in turn is theirs. */
const OURS = new Set(['chai', 'css-select', 'papaparse', 'parse5', 'parse5-htmlparser2-tree-adapter']);

/** What a package expects to find beside the language itself, written before its first line. */
const BEFORE: Record<string, string> = {
  chai: 'class EventTarget{addEventListener(){}removeEventListener(){}dispatchEvent(){return true}};class Event{};',
  papaparse: `const module={exports:{}};const exports=module.exports;const require=()=>{throw new Error('Papa.NODE_STREAM_INPUT is not available')};`,
};
/** What follows its last line. */
const AFTER: Record<string, string> = { papaparse: '\nexport default module.exports;\n' };

/**
 * Where a package is, as a path for `readPackageFile`, that one of our modules or another package imports. Null for
 * anything but a package's name.
 */
export function locatePackage(specifier: string, from: string): string | null {
  const ofPackage = from.startsWith(PACKAGES);
  if (!ofPackage && !OURS.has(specifier)) return null;
  const importer = ofPackage ? PACKAGE_FOLDER + from.slice(PACKAGES.length) : import.meta.url;
  const file = createRequire(importer).resolve(specifier);
  return file.startsWith(PACKAGE_FOLDER) ? PACKAGES + file.slice(PACKAGE_FOLDER.length) : null;
}

/** The same for a script: what it may import of ours by address, and what that imports. */
export function locateLibrary(specifier: string, from: string): string | null {
  const library = libraryModule(specifier);
  if (library?.kind === 'library')
    return `${LIBRARIES}${library.name}.${TYPED.has(library.name) ? 'ts' : 'js'}`;
  return from.startsWith(LIBRARIES) || from.startsWith(PACKAGES) ? locatePackage(specifier, from) : null;
}

/** The text of a library module or a package's file; null when the path is of neither. */
export function readLibraryFile(path: string): string | null {
  if (!path.startsWith(LIBRARIES)) return readPackageFile(path);
  return readFileSync(LIBRARY_FOLDER + path.slice(LIBRARIES.length), 'utf8');
}

/** The text of a package's file as an ES module; null when there is none. */
export function readPackageFile(path: string): string | null {
  if (!path.startsWith(PACKAGES)) return null;
  const name = path.slice(PACKAGES.length);
  try {
    const text = readFileSync(PACKAGE_FOLDER + name, 'utf8');
    const owner = name.split('/')[0] ?? '';
    // On the same line, so that lines stay what they are.
    return `${BEFORE[owner] ?? ''}${text}${AFTER[owner] ?? ''}`;
  } catch {
    return null;
  }
}
