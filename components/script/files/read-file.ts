import type { ScriptFile } from '@/lib/plan/script.ts';

/** A file as a plan keeps it: its text, or its bytes when it is no text. */
export async function readScriptFile(file: Blob): Promise<ScriptFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return { text };
  } catch {
    // Bytes, then.
  }
  return { base64: base64Of(bytes) };
}

/** Characters that are handed to a function at once. */
const STRIDE = 0x8000;

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += STRIDE)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + STRIDE)));
  return btoa(parts.join(''));
}
