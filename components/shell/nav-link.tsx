'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/class-names.ts';
import { isWithin, type Place } from './places.ts';

const LOOKS = {
  /** Beside its word on wide screens, alone on middling ones. */
  rail: 'h-8 gap-2.5 rounded-md px-2 text-sm hover:bg-surface-2 aria-[current]:bg-surface-2 max-lg:size-9 max-lg:justify-center max-lg:px-0',
  /** Above its word, along the bottom of a phone. */
  bar: 'h-14 flex-1 flex-col justify-center gap-0.5 text-xs aria-[current]:text-accent',
};

/** A link to one of the places; says when we are there. */
export function NavLink({ place, look }: { place: Place; look: keyof typeof LOOKS }) {
  const here = isWithin(place.href, usePathname());
  const { href, label, Icon } = place;
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      title={look === 'rail' ? place.about : undefined}
      className={cn(
        'flex items-center font-medium text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 aria-[current]:text-text',
        LOOKS[look],
      )}
    >
      <Icon aria-hidden className={look === 'bar' ? 'size-5' : 'size-4 shrink-0'} />
      <span className={look === 'rail' ? 'max-lg:sr-only' : undefined}>{label}</span>
    </Link>
  );
}
