'use client';

import { startTransition, useEffect, useState } from 'react';

/**
 * False for the first picture of a page, then true, as a transition: what a page shows only then is made in small pieces,
 * while what matters first is on the screen.
 */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    // Behind the first picture.
    const frame = requestAnimationFrame(() => startTransition(() => setSettled(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isSettled;
}
