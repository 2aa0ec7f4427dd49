import { ServerProblem } from './run-server.ts';

/** The id of what is meant on a server by an id or a name. Throws ServerProblem that names what there is. */
export function idOf(what: string, all: readonly { id: string; name: string }[], asked: string): string {
  const found = all.find(({ id }) => id === asked) ?? all.find(({ name }) => name === asked);
  if (found) return found.id;
  const names = all.map(({ name }) => `"${name}"`).join(', ') || 'none';
  throw new ServerProblem(`There is no ${what} "${asked}" on the server; there are ${names}`);
}
