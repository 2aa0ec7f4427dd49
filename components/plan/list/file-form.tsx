'use client';

import { Upload } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import { type FileIssue, readPlan } from '@/lib/plan-file/plan-file.ts';
import { FileIssues } from '../yaml/file-issues.tsx';

/** Takes the text of a plan file, pasted or uploaded, and lists all that is wrong with it. */
export function FileForm({
  id,
  brought,
  onCreate,
}: {
  id: string;
  /** What was dropped already. */
  brought: string;
  onCreate: (document: unknown) => void;
}) {
  const [text, setText] = useState(brought);
  const [issues, setIssues] = useState<FileIssue[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = readPlan(text);
    if (result.ok) onCreate(result.plan);
    else setIssues(result.issues);
  };
  const change = (next: string) => {
    setText(next);
    setIssues([]);
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3">
      <Field
        label="Plan file"
        hint="YAML or JSON, as exported from a plan or kept in git."
        aside={
          <Button size="sm" variant="ghost" onClick={() => picker.current?.click()}>
            <Upload aria-hidden />
            Choose a file
          </Button>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            ref={area}
            mono
            rows={14}
            className="max-h-96"
            placeholder={'version: 1\nname: Checkout\nscenarios:\n  - name: …'}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml,.json,application/json,application/yaml,text/yaml"
        className="hidden"
        aria-label="Plan file to upload"
        onChange={async (event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) change(await file.text());
        }}
      />
      <FileIssues issues={issues} area={area} />
    </form>
  );
}
