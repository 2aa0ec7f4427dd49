'use client';

import { createContext, useContext } from 'react';

/** The run whose page this is; null elsewhere. */
export const RunId = createContext<string | null>(null);

export const useRunId = (): string | null => useContext(RunId);
