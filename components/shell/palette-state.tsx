'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

type PaletteState = { open: boolean; setOpen: (open: boolean) => void };

const Context = createContext<PaletteState | null>(null);

/** Whether the command palette is open. Ctrl-K or Cmd-K opens and closes it from anywhere. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const state = useMemo(() => ({ open, setOpen }), [open]);
  return <Context value={state}>{children}</Context>;
}

export function usePalette(): PaletteState {
  const state = useContext(Context);
  if (!state) throw new Error('usePalette outside of PaletteProvider');
  return state;
}
