'use client';

import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { usePalette } from './palette-state.tsx';

/** Opens the command palette; looks like a search field where there is room. */
export function PaletteTrigger({ compact = false }: { compact?: boolean }) {
  const { setOpen } = usePalette();
  if (compact) {
    return (
      <IconButton label="Search and commands" onClick={() => setOpen(true)}>
        <Search aria-hidden />
      </IconButton>
    );
  }
  return (
    <Button
      className="w-full justify-between font-normal text-muted max-lg:size-9 max-lg:justify-center max-lg:px-0"
      aria-label="Search and commands"
      onClick={() => setOpen(true)}
    >
      <span className="flex items-center gap-2">
        <Search aria-hidden />
        <span className="max-lg:sr-only">Search</span>
      </span>
      <span className="max-lg:hidden">
        <Kbd>Ctrl K</Kbd>
      </span>
    </Button>
  );
}
