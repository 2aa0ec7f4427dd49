'use client';

import { type PointerEvent, useRef, useState } from 'react';
import type { BrushedStretch } from './brush.tsx';

/** A shorter way is a click with an unsteady hand. Pixels. */
const SHORTEST_PIXELS = 5;

type Drag = { startX: number; start: BrushedStretch; now: BrushedStretch; isLong: boolean };

const over = (a: BrushedStretch, b: BrushedStretch): BrushedStretch => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

/** Drags a stretch out of a chart. `stretchAt` is the smallest one at a pointer; `select` gets what was dragged over, `pick` what was clicked. */
export function useDrag(
  stretchAt: (event: PointerEvent<HTMLDivElement>) => BrushedStretch | undefined,
  select: ((stretch: BrushedStretch) => void) | undefined,
  pick: ((stretch: BrushedStretch) => void) | undefined,
) {
  const [drag, setDrag] = useState<Drag | null>(null);
  // What is drawn may be a moment behind: a quick hand lets go before the way is on the screen.
  const latest = useRef<Drag | null>(null);
  const set = (next: Drag | null) => {
    latest.current = next;
    setDrag(next);
  };
  const follow = (event: PointerEvent<HTMLDivElement>): Drag | null => {
    const before = latest.current;
    const now = before && stretchAt(event);
    if (!before || !now) return before;
    const isLong = before.isLong || Math.abs(event.clientX - before.startX) >= SHORTEST_PIXELS;
    return { ...before, now, isLong };
  };
  return {
    /** What is being dragged over. */
    dragged: drag?.isLong ? over(drag.start, drag.now) : null,
    begin(event: PointerEvent<HTMLDivElement>) {
      const start = stretchAt(event);
      if (!select || !start || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      set({ startX: event.clientX, start, now: start, isLong: false });
    },
    move(event: PointerEvent<HTMLDivElement>) {
      if (latest.current) set(follow(event));
    },
    end(event: PointerEvent<HTMLDivElement>) {
      const last = follow(event);
      set(null);
      if (last?.isLong) select?.(over(last.start, last.now));
      else if (last) pick?.(last.start);
    },
    cancel() {
      set(null);
    },
  };
}
