import { type EnvironmentDetail, SaveEnvironment } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import {
  environmentDetail,
  environmentText,
  nameClashes,
  WITH_SECRET_NAMES,
  withFreeName,
} from './environment-row.ts';

/** Replaces an environment by a SaveEnvironment. Secrets: a text sets, null removes, those not named stay. */
export async function updateEnvironment({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<EnvironmentDetail> {
  const { id: environmentId } = input;
  const { secrets, ...environment } = parse(SaveEnvironment, input.body);
  return withFreeName(environment.name, () =>
    ctx.db.$transaction(async (tx) => {
      const before = await tx.environment.findUnique({
        where: { id: environmentId },
        include: WITH_SECRET_NAMES,
      });
      if (!before) throw notFound('environment', environmentId);
      const names = new Set(before.secrets.map(({ name }) => name));
      for (const [name, value] of Object.entries(secrets)) {
        if (value === null) {
          names.delete(name);
          await tx.secret.deleteMany({ where: { environmentId, name } });
        } else {
          names.add(name);
          await tx.secret.upsert({
            where: { environmentId_name: { environmentId, name } },
            create: { environmentId, name, value },
            update: { value },
          });
        }
      }
      const clashes = nameClashes(environment.variables, names);
      if (clashes.length > 0) throw invalid(clashes);
      const row = await tx.environment.update({
        where: { id: environmentId },
        data: { name: environment.name, document: environmentText(environment) },
        include: WITH_SECRET_NAMES,
      });
      return environmentDetail(row);
    }),
  );
}
