'use client';

import { createContext, useContext } from 'react';

/** Seconds since the start of the run, `to` exclusive. */
export type BrushedStretch = { from: number; to: number };

export type Brush = {
  /** Whose figures the page shows; null for the whole run. */
  stretch: BrushedStretch | null;
  select: (stretch: BrushedStretch | null) => void;
  /** Somebody pointed at one value: shows what was kept of that stretch. */
  pick?: (stretch: BrushedStretch) => void;
};

/** The one brush of a page; without it charts have none. */
export const BrushContext = createContext<Brush | null>(null);

export const useBrush = (): Brush | null => useContext(BrushContext);
