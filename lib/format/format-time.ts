import { formatSpan } from './format.ts';

/** A moment in the reader's own zone, the zone said: `21 Nov 2025, 10:23 CET`. `zone` is for tests. */
export function formatTime(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(new Date(iso));
}

/** With seconds, for titles. */
export function formatTimeExact(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'full',
    timeStyle: 'long',
    timeZone: zone,
  }).format(new Date(iso));
}

/** How long ago: `just now`, `3 min ago`, `2 h ago`, `5 d ago`. `nowMs` is a time in milliseconds. */
export function formatAgo(iso: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(iso)) / 1000;
  if (seconds < 45) return 'just now';
  const size = seconds >= 86_400 ? 86_400 : seconds >= 3600 ? 3600 : 60;
  return `${formatSpan(Math.max(1, Math.floor(seconds / size)) * size)} ago`;
}
