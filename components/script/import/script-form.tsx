'use client';

import { FolderOpen, Upload, X } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import { formatBytes } from '@/lib/format/format.ts';
import { bytesOf, orderedPaths, type ScriptFiles } from '../files/script-files.ts';
import { filesOfInput } from './brought-files.ts';
import { entriesOf } from './entries-of.ts';
import { EXAMPLE_NAME, EXAMPLE_SCRIPT } from './example-script.ts';
import { readBrought } from './use-import-script.ts';

/** A k6 script: pasted over the example, or files or a folder that are chosen. */
export function ScriptForm({
  id,
  brought,
  onCreate,
}: {
  id: string;
  /** Files that were dropped already. */
  brought: ScriptFiles | null;
  onCreate: (entry: string, files: ScriptFiles, name: string) => void;
}) {
  const [files, setFiles] = useState<ScriptFiles | null>(brought);
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState(EXAMPLE_SCRIPT);
  const [name, setName] = useState('');
  const entries = files ? entriesOf(files) : [];
  const entry = chosen ?? entries[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!files) onCreate(EXAMPLE_NAME, { [EXAMPLE_NAME]: { text } }, name.trim() || 'New script');
    else if (entry !== undefined) onCreate(entry, files, name.trim());
  };
  const take = async (list: FileList | null) => {
    const read = await readBrought(filesOfInput(list));
    if (!read) return;
    setFiles(read);
    setChosen(undefined);
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Name" hint="What the plan is called in lists.">
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={200}
            placeholder={files ? entry : 'New script'}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {files ? (
        <ChosenFiles
          files={files}
          entries={entries}
          entry={entry}
          onEntry={setChosen}
          onClear={() => setFiles(null)}
        />
      ) : (
        <Field
          label="k6 script"
          hint="Paste one over the example, or choose files: a script with what it imports and opens."
          aside={<Pickers onFiles={take} />}
        >
          {(control) => (
            <Textarea
              {...control}
              mono
              rows={16}
              className="field-sizing-fixed max-h-96 text-xs leading-5"
              wrap="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
    </form>
  );
}

/** Not in the types of React. */
const FOLDER = { webkitdirectory: '' };

function Pickers({ onFiles }: { onFiles: (list: FileList | null) => Promise<void> }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const input = {
    type: 'file',
    multiple: true,
    className: 'hidden',
    onChange: async (event: { currentTarget: HTMLInputElement }) => {
      const { currentTarget } = event;
      await onFiles(currentTarget.files);
      currentTarget.value = '';
    },
  } as const;
  return (
    <span className="flex gap-1">
      <Button size="sm" variant="ghost" onClick={() => files.current?.click()}>
        <Upload aria-hidden />
        Choose files
      </Button>
      <Button size="sm" variant="ghost" onClick={() => folder.current?.click()}>
        <FolderOpen aria-hidden />
        Choose a folder
      </Button>
      <input {...input} ref={files} aria-label="Files of the script" />
      <input {...input} ref={folder} aria-label="Folder of the script" {...FOLDER} />
    </span>
  );
}

function ChosenFiles({
  files,
  entries,
  entry,
  onEntry,
  onClear,
}: {
  files: ScriptFiles;
  entries: readonly string[];
  entry: string | undefined;
  onEntry: (path: string) => void;
  onClear: () => void;
}) {
  return (
    <>
      <Field
        label="The script itself"
        hint="The file with the functions that scenarios run."
        error={
          entry === undefined ? 'none of these files is a script: choose a .js or .ts file too' : undefined
        }
      >
        {(control) => (
          <Select
            {...control}
            value={entry}
            onValueChange={onEntry}
            choices={entries.map((path) => ({ value: path, label: path }))}
          />
        )}
      </Field>
      <div>
        <div className="flex items-center justify-between pb-1">
          <h3 className="font-medium text-sm">Files</h3>
          <Button size="sm" variant="ghost" onClick={onClear}>
            <X aria-hidden />
            Choose others
          </Button>
        </div>
        <ul className="max-h-60 overflow-y-auto rounded-md border border-border">
          {orderedPaths(files, entry ?? '').map((path) => {
            const file = files[path];
            return (
              <li
                key={path}
                className="flex justify-between gap-4 border-border border-b px-3 py-1.5 text-xs last:border-b-0"
              >
                <span className="break-all font-mono">{path}</span>
                <span className="shrink-0 text-muted tabular-nums">
                  {file ? formatBytes(bytesOf(file)) : ''}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
