import type { EnvironmentDetail, SaveEnvironment } from '../../api/contract.ts';
import { Environment } from '../../plan/environment.ts';
import { conflict, type Issue, Problem } from '../errors.ts';
import type { Prisma } from '../generated/client.ts';

/** Everything but the values of secrets, which only `run-secrets` reads. */
export const WITH_SECRET_NAMES = {
  secrets: { select: { name: true }, orderBy: { name: 'asc' } },
} as const satisfies Prisma.EnvironmentInclude;

export type EnvironmentRow = Prisma.EnvironmentGetPayload<{ include: typeof WITH_SECRET_NAMES }>;

export function environmentDetail(row: EnvironmentRow): EnvironmentDetail {
  return {
    ...storedEnvironment(row.document),
    id: row.id,
    secretNames: row.secrets.map(({ name }) => name),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A stored document, without secrets; it passed the schema when it was saved. */
export function storedEnvironment(text: string): Environment {
  return Environment.parse(JSON.parse(text));
}

export function environmentText(environment: Environment): string {
  return JSON.stringify(environment);
}

/** Variables hide secrets of the same name, so that one of both would never be used. */
export function nameClashes(variables: Record<string, string>, secretNames: Iterable<string>): Issue[] {
  return [...secretNames]
    .filter((name) => Object.hasOwn(variables, name))
    .map((name) => ({
      path: `secrets.${name}`,
      message: `there is a variable "${name}" too; give one of them another name`,
    }));
}

/** Runs the write of an environment; a name that is taken becomes a Problem at the field. */
export async function withFreeName<T>(name: SaveEnvironment['name'], write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isTaken(error)) throw error;
    const message = `there is already an environment called "${name}"; choose another name`;
    throw new Problem('conflict', `T${message.slice(1)}.`, [{ path: 'name', message }]);
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}

export function stillInUse(runs: number): Problem {
  return conflict(
    `${runs === 1 ? 'A run in this environment is' : `${runs} runs in this environment are`} not over yet. Stop ${runs === 1 ? 'it' : 'them'} first.`,
  );
}
