'use client';

import { useDeferredValue, useMemo } from 'react';
import { drawable, type Unchecked } from './drawable.ts';

/**
 * The scenarios whose load can be drawn; the same answer until something changes that their load depends on, so that
 * typing elsewhere draws no chart anew.
 */
export function useDrawable(scenarios: readonly Unchecked[]): ReturnType<typeof drawable> {
  const load = JSON.stringify(
    scenarios.map(({ name, executor, startTime, startAfter }) => ({ name, executor, startTime, startAfter })),
  );
  const latest = useDeferredValue(load);
  return useMemo(() => drawable(JSON.parse(latest) as Unchecked[]), [latest]);
}
