import { bytesOf, textOf } from '../bytes.ts';
import { type Base64, base64Of, bytesOfBase64 } from './base64.ts';

const VARIANTS = {
  std: { url: false, padded: true },
  rawstd: { url: false, padded: false },
  url: { url: true, padded: true },
  rawurl: { url: true, padded: false },
} satisfies Record<string, Base64>;

export type Base64Variant = keyof typeof VARIANTS;

/** An unknown variant counts as `std`, as it does in k6. */
function variantOf(name: unknown): Base64 {
  return typeof name === 'string' && Object.hasOwn(VARIANTS, name)
    ? VARIANTS[name as Base64Variant]
    : VARIANTS.std;
}

export function b64encode(input: unknown, variant?: unknown): string {
  return base64Of(bytesOf(input), variantOf(variant));
}

/** Decodes to an ArrayBuffer, or with the format `s` to a string. Throws at the first byte that is wrong. */
export function b64decode(input: unknown = '', variant?: unknown, format?: unknown): string | ArrayBuffer {
  const bytes = bytesOfBase64(String(input), variantOf(variant));
  return format === 's' ? textOf(bytes) : bytes.buffer;
}

/** `k6/encoding`. */
export const encoding = { b64encode, b64decode };
