'use client';

import { Children, Fragment, type ReactNode, startTransition, useEffect, useState } from 'react';

/**
 * Goes up by one from picture to picture until it reaches `count`, as transitions: what is costly to draw for the first time
 * is drawn after what matters more, piece by piece, and the page answers in between.
 */
export function useTurns(count: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turn >= count) return;
    const frame = requestAnimationFrame(() => startTransition(() => setTurn(turn + 1)));
    return () => cancelAnimationFrame(frame);
  }, [turn, count]);
  return turn;
}

/** Shows its children one after the other, `after` so many others; each has its place from the start. */
export function OneByOne({
  after = 0,
  place,
  children,
}: {
  after?: number;
  /** Stands where a child will be. */
  place: ReactNode;
  children: ReactNode;
}) {
  const all = Children.toArray(children);
  const shown = useTurns(after + all.length) - after;
  return all.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other identity
    <Fragment key={index}>{index < shown ? child : place}</Fragment>
  ));
}
