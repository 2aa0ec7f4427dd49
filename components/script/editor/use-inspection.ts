'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { inspectScript } from '@/components/api/scripts.ts';
import type { InspectScript, ScriptReading } from '@/lib/api/contract.ts';
import { InspectionLoop, type LoopState } from './inspection-loop.ts';

export type Inspecting = LoopState<ScriptReading>;

/** What the server finds in a script as it is edited. */
export function useInspection({ entry, files, variables, environmentId }: InspectScript): Inspecting {
  const [loop] = useState(() => new InspectionLoop(inspectScript));
  useEffect(() => {
    const isFirst = loop.state().answer === null;
    loop.ask({ entry, files, variables, environmentId }, isFirst ? 0 : undefined);
  }, [loop, entry, files, variables, environmentId]);
  useEffect(() => () => loop.close(), [loop]);
  return useSyncExternalStore(loop.subscribe, loop.state, loop.state);
}
