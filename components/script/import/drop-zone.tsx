'use client';

import { FileUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type BroughtFile, filesOfDrop } from './brought-files.ts';

/**
 * Takes files and folders that are dropped anywhere on the page: a browser would leave the page for a file that nobody
 * takes. Choosing files by a button must do the same.
 */
export function DropZone({
  says,
  onFiles,
}: {
  /** What can be dropped. */
  says: string;
  onFiles: (files: BroughtFile[]) => void;
}) {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    // Enter and leave are told for every element on the way.
    let depth = 0;
    const move = (by: 1 | -1) => (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const enter = move(1);
    const leave = move(-1);
    const allow = (event: DragEvent) => {
      if (bringsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!dataTransfer || !bringsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void filesOfDrop(dataTransfer).then((files) => files.length > 0 && latest.current(files));
    };
    const mounted = new AbortController();
    const { signal } = mounted;
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('dragover', allow, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => mounted.abort();
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-50 flex items-center justify-center rounded-xl border-2 border-accent border-dashed bg-surface/90">
      <p className="flex items-center gap-2 font-medium">
        <FileUp aria-hidden className="size-5 text-accent" />
        {says}
      </p>
    </div>
  );
}

const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
