'use client';

import { useCallback, useState } from 'react';

/** The height of an element in pixels, followed as it changes; 0 before the first paint and without an element. */
export function useHeight<T extends HTMLElement>(): { ref: (element: T | null) => void; height: number } {
  const [height, setHeight] = useState(0);
  const ref = useCallback((element: T | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setHeight(Math.floor(entry.contentRect.height));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, height };
}
