import { GitCompareArrows, type LucideIcon, Play, Server, Waypoints } from 'lucide-react';

export type Place = { href: string; label: string; Icon: LucideIcon; about: string };

/** The four places of the app. */
export const PLACES: readonly Place[] = [
  { href: '/plans', label: 'Plans', Icon: Waypoints, about: 'What load to make and what must hold' },
  { href: '/runs', label: 'Runs', Icon: Play, about: 'Running now, and everything that ran' },
  { href: '/compare', label: 'Compare', Icon: GitCompareArrows, about: 'One release against another' },
  { href: '/environments', label: 'Environments', Icon: Server, about: 'Where plans are pointed' },
];

/** Whether a path is a place or something within it. */
export function isWithin(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
