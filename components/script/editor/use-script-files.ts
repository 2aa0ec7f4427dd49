'use client';

import { useCallback, useMemo, useState } from 'react';
import type { PlanDraft } from '@/components/plan/document/plan-draft.ts';
import type { PlanStore } from '@/components/plan/editor/plan-document.ts';
import { toast } from '@/components/ui/toast.tsx';
import { formatBytes } from '@/lib/format/format.ts';
import type { Script } from '@/lib/plan/script.ts';
import { readScriptFile } from '../files/read-file.ts';
import {
  MOST_CHARACTERS,
  nameProblem,
  orderedPaths,
  type ScriptFiles,
  sizeOf,
} from '../files/script-files.ts';

/** The files of the script in a document, which of them is shown, and all that can be done with them. */
export function useScriptFiles(store: PlanStore, script: Script) {
  const { files, entry } = script;
  const paths = useMemo(() => orderedPaths(files, entry), [files, entry]);
  const [chosen, show] = useState(entry);
  const shown = Object.hasOwn(files, chosen) ? chosen : entry;

  const change = useCallback(
    (edit: (script: Script) => Partial<Pick<Script, 'files' | 'entry'>>) =>
      store.update(
        (document: PlanDraft): PlanDraft =>
          document.script
            ? { ...document, script: { ...document.script, ...edit(document.script) } }
            : document,
      ),
    [store],
  );
  const setText = useCallback(
    (path: string, text: string) => change((now) => ({ files: { ...now.files, [path]: { text } } })),
    [change],
  );
  const add = useCallback(
    async (brought: readonly File[]) => {
      const read: ScriptFiles = {};
      for (const file of brought) {
        const problem = nameProblem(file.name, {});
        if (problem) toast.error(`${file.name} ${problem}`);
        else if (file.size > MOST_CHARACTERS) toast.error(tooLarge(file.name, file.size));
        else read[file.name] = await readScriptFile(file);
      }
      const size = sizeOf({ ...files, ...read });
      if (size > MOST_CHARACTERS) return void toast.error(tooLarge('The script with these files', size));
      change((now) => ({ files: { ...now.files, ...read } }));
      const [first] = Object.keys(read);
      if (first) show(first);
    },
    [change, files],
  );
  return {
    paths,
    shown,
    show,
    setText,
    add,
    create: (path: string) => {
      setText(path, '');
      show(path);
    },
    rename: (path: string) => {
      change((now) => ({
        entry: now.entry === shown ? path : now.entry,
        files: Object.fromEntries(
          Object.entries(now.files).map(([name, file]) => [name === shown ? path : name, file]),
        ),
      }));
      show(path);
    },
    remove: () => {
      const file = files[shown];
      change((now) => ({
        files: Object.fromEntries(Object.entries(now.files).filter(([name]) => name !== shown)),
      }));
      toast(`Removed ${shown}`, {
        action: {
          label: 'Undo',
          onClick: () => file && change((now) => ({ files: { ...now.files, [shown]: file } })),
        },
      });
    },
    makeEntry: () => change(() => ({ entry: shown })),
  };
}

const tooLarge = (what: string, size: number) =>
  `${what} takes ${formatBytes(size)}; ${formatBytes(MOST_CHARACTERS)} fit here. Run it from the command line, where files stay where they are.`;
