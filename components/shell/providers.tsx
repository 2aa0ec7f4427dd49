'use client';

import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { QueryProvider } from '@/components/api/query-provider.tsx';
import { Toaster } from '@/components/ui/toast.tsx';
import { TooltipProvider } from '@/components/ui/tooltip.tsx';

/** What every page stands in. `nonce` lets the script run that sets the theme before the first paint. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
      <QueryProvider>
        <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
        <Toaster />
      </QueryProvider>
    </ThemeProvider>
  );
}
