import { createAccounts, ensureCatalogue, removeAccounts } from '../seed/files.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import type { Store } from './store.ts';

type Options = {
  dataDir: string;
  products: number;
  passwordHash: string;
  roundTripMs: number;
  tell: (line: string) => void;
};

/** Files in a folder: a catalogue that all shops share, and accounts of one's own. */
export function sqliteStore({ dataDir, products, passwordHash, roundTripMs, tell }: Options): Store {
  const cataloguePath = ensureCatalogue(dataDir, products, tell);
  const accountsPath = createAccounts(dataDir, products, passwordHash);
  return {
    connect: () => new SqliteConnection({ accountsPath, cataloguePath, roundTripMs }),
    close: async () => removeAccounts(accountsPath),
  };
}
