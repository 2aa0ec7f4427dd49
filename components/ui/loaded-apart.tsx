'use client';

import { type ComponentType, type ReactNode, startTransition, useEffect, useState } from 'react';

/**
 * A component whose modules are made in a task of their own, asked for at once; `place` stands where it will be. Unlike `lazy`, it is
 * drawn as soon as it is there: what React shows meanwhile of a suspended one it keeps for 300 ms.
 */
export function loadedApart<P extends object>(
  load: Promise<ComponentType<P>>,
  place: ReactNode = null,
): ComponentType<P> {
  let Loaded: ComponentType<P> | undefined;
  let failure: unknown;
  const isSettled = load.then(
    (component) => {
      Loaded = component;
    },
    (reason: unknown) => {
      failure = reason;
    },
  );
  return function LoadedApart(props: P) {
    const [, redraw] = useState(false);
    useEffect(() => {
      if (!Loaded) void isSettled.then(() => startTransition(() => redraw(true)));
    }, []);
    if (failure) throw failure;
    return Loaded ? <Loaded {...props} /> : place;
  };
}
