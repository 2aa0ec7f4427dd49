'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { nameProblem, type ScriptFiles } from '../files/script-files.ts';

/** Asks for the path of a file. */
export function FileNameDialog({
  title,
  initial,
  files,
  confirm,
  onClose,
  onName,
}: {
  title: string;
  initial: string;
  files: ScriptFiles;
  confirm: string;
  onClose: () => void;
  onName: (path: string) => void;
}) {
  const formId = useId();
  const [name, setName] = useState(initial);
  const [tried, setTried] = useState(false);
  const path = name.trim();
  const problem = path === initial && initial !== '' ? null : nameProblem(path, files);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem) return;
    onName(path);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary">
            {confirm}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label="Name"
          hint="A path within the folder of the script, such as lib/shop.js or data/users.csv."
          error={tried && problem ? problem : undefined}
        >
          {(control) => (
            <Input {...control} mono value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
