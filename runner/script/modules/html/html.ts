import type { Waits } from '../waits.ts';
import { Selection } from './selection.ts';
import { parseDocument } from './tree.ts';

/** `k6/html`, for one VU. */
export function createHtml(waits: Waits) {
  return {
    /** `url` is where the document came from: its links are relative to it. */
    parseHTML: (html: unknown, url = ''): Selection =>
      new Selection([parseDocument(html === undefined || html === null ? '' : String(html))], waits, url),
  };
}
