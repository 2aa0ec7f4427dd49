'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useImportRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import { RUN_FILE_EXTENSION } from '@/lib/record/run-file-type.ts';

/** Takes in a run that was measured elsewhere, by the headless runner in CI for instance, and shows it. */
export function ImportRun() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const take = useImportRun();
  const chosen = (file: File | undefined) => {
    if (!file) return;
    take.mutate(file, {
      onSuccess: ({ id }) => router.push(`/runs/${id}`),
      onError: (error) => toastError('The run could not be imported', error),
    });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={RUN_FILE_EXTENSION}
        className="hidden"
        aria-label="File of a run"
        onChange={(event) => {
          chosen(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button busy={take.isPending} onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        Import a run…
      </Button>
    </>
  );
}
