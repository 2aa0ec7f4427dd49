import { type EnvironmentDetail, SaveEnvironment } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { parse } from '../parse.ts';
import {
  environmentDetail,
  environmentText,
  nameClashes,
  WITH_SECRET_NAMES,
  withFreeName,
} from './environment-row.ts';

/** Makes an environment from a SaveEnvironment. Its secrets can be set here and never read again. */
export async function createEnvironment({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<EnvironmentDetail> {
  const { secrets, ...environment } = parse(SaveEnvironment, input);
  const set = Object.entries(secrets).flatMap(([name, value]) => (value === null ? [] : { name, value }));
  const clashes = nameClashes(
    environment.variables,
    set.map(({ name }) => name),
  );
  if (clashes.length > 0) throw invalid(clashes);
  const row = await withFreeName(environment.name, () =>
    ctx.db.environment.create({
      data: { name: environment.name, document: environmentText(environment), secrets: { create: set } },
      include: WITH_SECRET_NAMES,
    }),
  );
  return environmentDetail(row);
}
