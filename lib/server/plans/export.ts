import { writePlan } from '../../plan-file/plan-file.ts';
import type { ServerContext } from '../context.ts';
import { getPlan } from './get.ts';

/** The plan as a YAML file for git, with the name the file should get. */
export async function exportPlan({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; versionId?: string };
}): Promise<{ fileName: string; text: string }> {
  const { version } = await getPlan({ ctx, input });
  const slug = version.document.name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { fileName: `${slug.slice(0, 80) || 'plan'}.yaml`, text: writePlan(version.document) };
}
