import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { theme: { shadow: ['lift', 'float'], animate: ['appear', 'rise', 'pulse-soft'] } },
});

/** Joins class names; of two Tailwind classes for the same property the later one wins. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names));
}
