'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { type BroughtFile, filesOfDrop } from './brought-files.ts';

/** Takes files and folders that are dropped anywhere on it. */
export function DropZone({
  says,
  onFiles,
  children,
}: {
  /** What happens to what is dropped. */
  says: string;
  onFiles: (files: BroughtFile[]) => void;
  children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  // Enter and leave are told for every element inside as well.
  const depth = useRef(0);
  const bringsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: choosing files by a button does the same
    <div
      className="relative"
      onDragEnter={(event) => {
        if (!bringsFiles(event)) return;
        depth.current++;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!bringsFiles(event)) return;
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDragOver={(event) => {
        if (bringsFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        void filesOfDrop(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
      }}
    >
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-0 z-30 flex items-start justify-center rounded-xl border-2 border-accent border-dashed bg-surface/90 pt-24">
          <p className="flex items-center gap-2 font-medium">
            <FileUp aria-hidden className="size-5 text-accent" />
            {says}
          </p>
        </div>
      ) : null}
    </div>
  );
}
