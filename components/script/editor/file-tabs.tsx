'use client';

import { FilePlus, Flag, Pencil, Plus, Trash2, Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { cn } from '@/components/ui/class-names.ts';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import type { ScriptProblem } from '@/lib/script/problem.ts';
import { isScriptFile } from '../files/script-files.ts';

/** The files of a script, side by side, with what can be done with them. */
export function FileTabs({
  paths,
  entry,
  shown,
  problems,
  onShow,
  onNew,
  onUpload,
  onRename,
  onRemove,
  onMakeEntry,
}: {
  paths: readonly string[];
  entry: string;
  shown: string;
  problems: readonly ScriptProblem[];
  onShow: (path: string) => void;
  onNew: () => void;
  onUpload: (files: File[]) => void;
  onRename: () => void;
  onRemove: () => void;
  onMakeEntry: () => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="flex items-center gap-2 border-border border-b pr-2">
      <nav
        aria-label="Files of the script"
        className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:thin]"
      >
        {paths.map((path) => {
          const count = problems.filter(({ file }) => file === path).length;
          return (
            <button
              key={path}
              type="button"
              aria-current={path === shown ? 'true' : undefined}
              onClick={() => onShow(path)}
              className={cn(
                'flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-3 font-mono text-muted text-xs hover:text-text focus-visible:-outline-offset-2',
                path === shown && 'border-accent text-text',
              )}
            >
              {path}
              {path === entry && paths.length > 1 ? (
                <Flag aria-label="the script itself" className="size-3" />
              ) : null}
              {count > 0 ? (
                <span className="rounded-sm bg-fail/10 px-1 font-sans text-fail">
                  {count}
                  <span className="sr-only">{count === 1 ? ' problem' : ' problems'}</span>
                </span>
              ) : null}
            </button>
          );
        })}
      </nav>
      <Menu
        trigger={
          <Button size="sm" variant="ghost">
            <Plus aria-hidden />
            Files
          </Button>
        }
      >
        <MenuItem onSelect={onNew}>
          <FilePlus aria-hidden />
          New file…
        </MenuItem>
        <MenuItem onSelect={() => picker.current?.click()}>
          <Upload aria-hidden />
          Add files…
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={onRename}>
          <Pencil aria-hidden />
          Rename {shown}…
        </MenuItem>
        {shown !== entry && isScriptFile(shown) ? (
          <MenuItem onSelect={onMakeEntry}>
            <Flag aria-hidden />
            Run {shown}
          </MenuItem>
        ) : null}
        {paths.length > 1 && shown !== entry ? (
          <MenuItem tone="danger" onSelect={onRemove}>
            <Trash2 aria-hidden />
            Remove {shown}
          </MenuItem>
        ) : null}
      </Menu>
      <input
        ref={picker}
        type="file"
        multiple
        className="hidden"
        aria-label="Files to add to the script"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onUpload(files);
        }}
      />
    </div>
  );
}
