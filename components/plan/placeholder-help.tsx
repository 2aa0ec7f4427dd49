'use client';

import { Braces } from 'lucide-react';
import { useMemo } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { keysOf, type Path } from '@/components/form/path.ts';
import { Button } from '@/components/ui/button.tsx';
import { copyText } from '@/components/ui/copy-text.ts';
import { Popover } from '@/components/ui/popover.tsx';
import { toast } from '@/components/ui/toast.tsx';
import { GENERATORS } from '@/lib/template/generator.ts';
import { placeholdersFor } from './document/placeholders-for.ts';
import { useEditor } from './editor/editor-view.tsx';

/** What can be written in double braces at a place of the plan. A press copies it. */
export function PlaceholderHelp({ at }: { at: Path }) {
  return (
    <Popover
      label="Placeholders"
      trigger={
        <Button size="sm" variant="ghost" className="-my-1 h-6 text-xs">
          <Braces aria-hidden />
          Placeholders
        </Button>
      }
    >
      <Placeholders at={at} />
    </Popover>
  );
}

function Placeholders({ at }: { at: Path }) {
  const { store } = useEditor();
  const environments = useEnvironments().data;
  const groups = useMemo(
    () => placeholdersFor(store.document(), Number(keysOf(at)[1]), environments ?? []),
    [store, at, environments],
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted text-xs">
        Write a name in double braces where a value is wanted: in URLs, headers and bodies. A press copies it.
      </p>
      {groups.map(({ title, names }) => (
        <section key={title}>
          <h3 className="pb-1 font-medium text-muted text-xs">{title}</h3>
          <div className="flex flex-wrap gap-1">
            {names.map((name) => (
              <CopyName key={name} text={`{{${name}}}`} />
            ))}
          </div>
        </section>
      ))}
      <section>
        <h3 className="pb-1 font-medium text-muted text-xs">Made at every use</h3>
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1">
          {Object.values(GENERATORS).map(({ example, meaning }) => (
            <div key={example} className="contents">
              <dt>
                <CopyName text={example} />
              </dt>
              <dd className="text-muted text-xs">{meaning.replaceAll('`', '')}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

function CopyName({ text }: { text: string }) {
  return (
    <button
      type="button"
      className="rounded-sm bg-surface-2 px-1.5 py-0.5 font-mono text-xs ring-1 ring-border ring-inset hover:ring-border-strong"
      onClick={() =>
        copyText(text).then(
          () => toast.success(`${text} is copied`),
          () => toast.error('The browser does not let pages copy', { description: `Write ${text}` }),
        )
      }
    >
      {text}
    </button>
  );
}
