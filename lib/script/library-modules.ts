/** Where scripts load libraries of k6 from: any version, and any file of one. */
const HOST = /^https?:\/\/jslib\.k6\.io\/([^/]+)\/(?:[^?#]*)$/;

/** A library's name in an address, and our own module in its place. */
const LIBRARIES: Record<string, string> = {
  'k6-utils': 'k6-utils',
  httpx: 'httpx',
  k6chaijs: 'k6chaijs',
  'functional-testing': 'k6chaijs',
  papaparse: 'papaparse',
  'k6-summary': 'k6-summary',
  url: 'url',
  formdata: 'formdata',
};

const NAMES = Object.keys(LIBRARIES).filter((name) => name !== 'functional-testing');

/** What to do in place of a library that there is not. */
const INSTEAD: Record<string, string> = {
  aws: 'sign requests with k6/crypto, or set up the test through setup() without it',
  ajv: 'check answers with check() and response.json()',
  jsonpath: 'response.json() takes paths like "users.#(age>30)#.name"',
  lodash: 'the methods of arrays and objects of today do most of it',
  'k6-jslib-testing': 'use k6chaijs, whose expect() counts as checks',
};

export type LibraryModule = { kind: 'library'; name: string } | { kind: 'refused'; why: string };

/** Our own module for an address of k6's public libraries; null for any other specifier. */
export function libraryModule(specifier: string): LibraryModule | null {
  const [, asked] = HOST.exec(specifier) ?? [];
  if (asked === undefined) return null;
  const name = Object.hasOwn(LIBRARIES, asked) ? LIBRARIES[asked] : undefined;
  if (name !== undefined) return { kind: 'library', name };
  const instead = Object.hasOwn(INSTEAD, asked) ? `; ${INSTEAD[asked]}` : '';
  return {
    kind: 'refused',
    why: `"${specifier}" cannot be imported: nothing is loaded from the network, and of k6's public libraries there are ${NAMES.join(', ')}${instead}; or download the file, put it beside the script and import it as './${asked}.js'`,
  };
}

/** The libraries that there are, by the name in their address. */
export const LIBRARY_NAMES: readonly string[] = NAMES;
