'use client';

import { type PointerEvent, useState } from 'react';
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
  return {
    /** What is being dragged over. */
    dragged: drag?.isLong ? over(drag.start, drag.now) : null,
    begin(event: PointerEvent<HTMLDivElement>) {
      const start = stretchAt(event);
      if (!select || !start || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ startX: event.clientX, start, now: start, isLong: false });
    },
    move(event: PointerEvent<HTMLDivElement>) {
      const now = drag && stretchAt(event);
      if (!now) return;
      const isLong = drag.isLong || Math.abs(event.clientX - drag.startX) >= SHORTEST_PIXELS;
      setDrag({ ...drag, now, isLong });
    },
    end() {
      if (drag?.isLong) select?.(over(drag.start, drag.now));
      else if (drag) pick?.(drag.start);
      setDrag(null);
    },
    cancel() {
      setDrag(null);
    },
  };
}
