'use client';

import { useSyncExternalStore } from 'react';

/** Changes when the theme does, once the page has its colours. */
export function useThemeName(): string {
  return useSyncExternalStore(
    (changed) => {
      const observer = new MutationObserver(changed);
      observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
      return () => observer.disconnect();
    },
    () => document.documentElement.dataset.theme ?? '',
    () => '',
  );
}
