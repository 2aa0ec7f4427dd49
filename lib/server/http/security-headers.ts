import { randomBytes } from 'node:crypto';

/** A fresh nonce: the scripts that Next writes into a page carry it, injected ones cannot know it. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * What a page may load and do: only what we serve ourselves. Style attributes are allowed because charts and menus are
 * placed by them; scripts only from our files or with the page's nonce. `dev` allows what hot reloading needs.
 */
export function contentSecurityPolicy(options: { nonce: string; host: string; dev: boolean }): string {
  const { nonce, host, dev } = options;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // Not every browser counts ws: as 'self'.
    `connect-src 'self' ws://${host} wss://${host}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const;
