'use client';

import { useRouter } from 'next/navigation';
import { useCreatePlan } from '@/components/api/plans.ts';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { formatBytes } from '@/lib/format/format.ts';
import { unreadScriptPlan } from '@/lib/script/script-plan.ts';
import { readScriptFile } from '../files/read-file.ts';
import { MOST_CHARACTERS, nameProblem, type ScriptFiles, sizeOf } from '../files/script-files.ts';
import { type BroughtFile, withoutFolder } from './brought-files.ts';

/** The files as a plan keeps them; null, with the reason told, when they cannot be kept. */
export async function readBrought(brought: readonly BroughtFile[]): Promise<ScriptFiles | null> {
  const files: ScriptFiles = {};
  const bytes = brought.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > MOST_CHARACTERS) return tooLarge(bytes);
  for (const { path, file } of withoutFolder(brought)) {
    const problem = nameProblem(path, files);
    if (problem) toast.error(`${path} is left out: its name ${problem}`);
    else files[path] = await readScriptFile(file);
  }
  const size = sizeOf(files);
  return size > MOST_CHARACTERS ? tooLarge(size) : files;
}

function tooLarge(size: number): null {
  toast.error(`These files take ${formatBytes(size)}; ${formatBytes(MOST_CHARACTERS)} fit into a plan`, {
    description: 'Leave out what the script does not need, or run it from the command line.',
  });
  return null;
}

/** Makes a plan of a script and opens it. */
export function useImportScript() {
  const router = useRouter();
  const create = useCreatePlan();
  const importScript = (entry: string, files: ScriptFiles, name?: string) =>
    create.mutate(
      { document: unreadScriptPlan(name || nameOf(entry), entry, files) },
      {
        onSuccess: ({ id }) => router.push(`/plans/${id}`),
        onError: (error) => toastError('The script was not imported', error),
      },
    );
  return { importScript, isPending: create.isPending };
}

/** `lib/shop-checkout.js` is called "shop-checkout". */
const nameOf = (entry: string) =>
  (entry.split('/').at(-1) ?? entry).replace(/\.[cm]?[jt]s$/, '').slice(0, 200) || entry;
