'use client';

import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { toastError } from '@/components/ui/toast.tsx';

/** Lets a person choose one file of theirs. */
export function FilePicker({ label, onPick }: { label: string; onPick: (file: File) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  const pick = async (file: File | undefined) => {
    if (!file) return;
    try {
      await onPick(file);
    } catch (error) {
      toastError('The file cannot be taken', error);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          void pick(event.target.files?.[0]);
          // The same file may be chosen again after it was changed.
          event.target.value = '';
        }}
      />
      <Button size="sm" variant="ghost" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {label}
      </Button>
    </>
  );
}
