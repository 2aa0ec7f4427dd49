'use client';

import { type RefCallback, useCallback, useState } from 'react';

/** Of an element in pixels, followed as it changes; 0 before the first paint and without an element. */
function useExtent<T extends HTMLElement>(side: 'width' | 'height'): [ref: RefCallback<T>, pixels: number] {
  const [pixels, setPixels] = useState(0);
  const ref = useCallback(
    (element: T | null) => {
      if (!element) return;
      const observer = new ResizeObserver(([entry]) => {
        if (entry) setPixels(Math.floor(entry.contentRect[side]));
      });
      observer.observe(element);
      return () => observer.disconnect();
    },
    [side],
  );
  return [ref, pixels];
}

export function useWidth<T extends HTMLElement>(): { ref: RefCallback<T>; width: number } {
  const [ref, width] = useExtent<T>('width');
  return { ref, width };
}

export function useHeight<T extends HTMLElement>(): { ref: RefCallback<T>; height: number } {
  const [ref, height] = useExtent<T>('height');
  return { ref, height };
}
