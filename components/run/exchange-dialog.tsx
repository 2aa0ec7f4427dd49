'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog } from '@/components/ui/dialog.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import type { ShownExchange } from '@/lib/run/failure-figures.ts';
import { ExchangeView } from './exchange-view.tsx';

/** Exchanges that belong together, in a window. */
export function ExchangeDialog({
  title,
  onClose,
  ...exchanges
}: ExchangesProps & { title: string; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={title} width="lg">
      <Exchanges {...exchanges} />
    </Dialog>
  );
}

type ExchangesProps = {
  exchanges: readonly ShownExchange[];
  first?: number;
  /** Shown when none was kept. */
  empty: ReactNode;
};

/** One at a time. Left and right arrow go from one to the next. */
export function Exchanges({ exchanges, first = 0, empty }: ExchangesProps) {
  const [chosen, setChosen] = useState(first);
  const at = Math.min(chosen, Math.max(0, exchanges.length - 1));
  const shown = exchanges[at];
  const go = (step: number) => setChosen(Math.min(Math.max(at + step, 0), exchanges.length - 1));
  const own = useRef<HTMLDivElement>(null);
  // They may come later than their window, which has the cursor until then.
  useEffect(() => own.current?.focus(), []);
  if (!shown) return empty;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a shortcut for the two buttons inside
    <div
      ref={own}
      tabIndex={-1}
      className="flex flex-col gap-4 outline-none"
      onKeyDown={({ key, target }) => {
        if (target instanceof HTMLPreElement) return;
        if (key === 'ArrowLeft') go(-1);
        if (key === 'ArrowRight') go(1);
      }}
    >
      <div className="flex items-center gap-2">
        <IconButton label="Previous" onClick={() => go(-1)} disabled={at === 0}>
          <ChevronLeft />
        </IconButton>
        <span className="text-sm tabular-nums" role="status">
          {at + 1} of {exchanges.length} kept
        </span>
        <IconButton label="Next" onClick={() => go(1)} disabled={at >= exchanges.length - 1}>
          <ChevronRight />
        </IconButton>
      </div>
      <ExchangeView key={at} exchange={shown} />
    </div>
  );
}
