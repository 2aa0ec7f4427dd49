'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '@/lib/api/client.ts';

/** Only what may be better the next time is tried again: a missing plan stays missing. */
function worthRetrying(failures: number, error: Error): boolean {
  const hopeless =
    error instanceof ApiProblem && error.code !== 'unreachable' && error.code !== 'unavailable';
  return !hopeless && failures < 2;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // We talk to one server, often on this machine: the browser's idea of being online says nothing about it.
          queries: { retry: worthRetrying, staleTime: 2000, networkMode: 'always' },
          mutations: { retry: false, networkMode: 'always' },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
