'use client';

import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { RunDialog } from '@/components/plan/run-dialog.tsx';
import { overlayStyle } from '@/components/ui/dialog.tsx';
import { KillDialog } from './kill-dialog.tsx';
import { PaletteCommands } from './palette-commands.tsx';
import { PaletteSearch } from './palette-search.tsx';
import { usePalette } from './palette-state.tsx';

/** Everything by typing: places, plans, runs, starting, stopping, theme. */
export function CommandPalette() {
  const { open, setOpen } = usePalette();
  const [toRun, setToRun] = useState<{ id: string; name: string } | null>(null);
  const [killing, setKilling] = useState(false);
  return (
    <>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Overlay className={overlayStyle} />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 animate-rise overflow-hidden rounded-xl border border-border bg-surface shadow-float outline-none"
          >
            <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
            <Command
              loop
              label="Search and commands"
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
            >
              <Command.Input
                placeholder="Go to a plan or a run, start or stop something…"
                className="h-12 w-full border-border border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
              />
              <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
                <Command.Empty className="px-3 py-8 text-center text-muted text-sm">
                  Nothing is called that. Try the name of a plan, a release or an environment.
                </Command.Empty>
                <PaletteCommands
                  done={() => setOpen(false)}
                  onKill={() => {
                    setOpen(false);
                    setKilling(true);
                  }}
                />
                <PaletteSearch
                  done={() => setOpen(false)}
                  onRun={(plan) => {
                    setOpen(false);
                    setToRun(plan);
                  }}
                />
              </Command.List>
            </Command>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <KillDialog open={killing} onOpenChange={setKilling} />
      {toRun ? <RunDialog plan={toRun} open onOpenChange={(next) => !next && setToRun(null)} /> : null}
    </>
  );
}
