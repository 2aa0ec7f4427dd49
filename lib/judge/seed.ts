import { crc32 } from '../record/crc32.ts';

/** Where random numbers begin: the same for the same names in the same order. */
export const seedOf = (...names: readonly string[]): number =>
  crc32(new TextEncoder().encode(names.join('\n')));
