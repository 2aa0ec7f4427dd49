'use client';

import { useState } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { formatBytes } from '@/lib/format/format.ts';
import type { Script } from '@/lib/plan/script.ts';
import { bytesOf } from '../files/script-files.ts';
import { CodeEditor, type WantedLine } from './code-editor.tsx';
import { FileNameDialog } from './file-name-dialog.tsx';
import { FileTabs } from './file-tabs.tsx';
import { SaidLines } from './said-lines.tsx';
import type { Inspecting } from './use-inspection.ts';
import type { useScriptFiles } from './use-script-files.ts';

/** The files of the script, and what its top level says. */
export function ScriptTab({
  script,
  files,
  variables,
  inspecting,
  wanted,
}: {
  script: Script;
  files: ReturnType<typeof useScriptFiles>;
  variables: readonly string[];
  inspecting: Inspecting;
  wanted: WantedLine | null;
}) {
  const [asking, setAsking] = useState<'new' | 'rename' | null>(null);
  const { paths, shown } = files;
  const file = script.files[shown];
  const problems = inspecting.answer?.problems ?? NONE;
  const said = inspecting.answer?.said ?? [];
  return (
    <div className="flex flex-col gap-4">
      <Card className="flex h-[62dvh] min-h-80 flex-col overflow-hidden">
        <FileTabs
          paths={paths}
          entry={script.entry}
          shown={shown}
          problems={problems}
          onShow={files.show}
          onNew={() => setAsking('new')}
          onUpload={(brought) => void files.add(brought)}
          onRename={() => setAsking('rename')}
          onRemove={files.remove}
          onMakeEntry={files.makeEntry}
        />
        <div className="min-h-0 flex-1">
          {file && 'text' in file ? (
            <CodeEditor
              file={shown}
              text={file.text}
              files={paths}
              variables={variables}
              problems={problems}
              wanted={wanted}
              onChange={files.setText}
            />
          ) : file ? (
            <p className="p-4 text-muted text-sm">
              {shown} is no text: {formatBytes(bytesOf(file))}. The script can open it as bytes:{' '}
              <code>open('./{shown}', 'b')</code>.
            </p>
          ) : null}
        </div>
        <p className="border-border border-t px-3 py-1.5 text-muted text-xs max-sm:hidden">
          Ctrl-Space completes, Ctrl-Z undoes, Ctrl-F searches; Escape, then Tab leaves the editor.
        </p>
      </Card>
      {said.length > 0 ? (
        <Card>
          <CardHeader title="Console" hint="What the script says while it is loaded." />
          <CardBody>
            <SaidLines lines={said} label="What the script says" />
          </CardBody>
        </Card>
      ) : null}
      {asking === 'new' ? (
        <FileNameDialog
          title="New file"
          initial=""
          files={script.files}
          confirm="Make the file"
          onClose={() => setAsking(null)}
          onName={files.create}
        />
      ) : null}
      {asking === 'rename' ? (
        <FileNameDialog
          title={`Rename ${shown}`}
          initial={shown}
          files={script.files}
          confirm="Rename"
          onClose={() => setAsking(null)}
          onName={(path) => path !== shown && files.rename(path)}
        />
      ) : null}
    </div>
  );
}

const NONE: never[] = [];
