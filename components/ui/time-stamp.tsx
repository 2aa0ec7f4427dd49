'use client';

import { useEffect, useState } from 'react';
import { formatAgo, formatTime, formatTimeExact } from '@/lib/format/format-time.ts';

/** A moment in the reader's zone; `ago` shows how long ago it was, and keeps up. */
export function TimeStamp({
  iso,
  ago = false,
  className,
}: {
  iso: string;
  ago?: boolean;
  className?: string;
}) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ago) return;
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, [ago]);
  return (
    // The server may be in another zone than the reader: the browser's text counts.
    <time dateTime={iso} title={formatTimeExact(iso)} className={className} suppressHydrationWarning>
      {ago ? formatAgo(iso, now) : formatTime(iso)}
    </time>
  );
}
