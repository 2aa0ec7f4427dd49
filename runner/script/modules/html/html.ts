import type { Waits } from '../waits.ts';
import { Selection } from './selection.ts';
import { parseDocument } from './tree.ts';

const NodeType = Object.freeze({
  ElementNode: 1,
  TextNode: 3,
  CommentNode: 8,
  DocumentNode: 9,
  DoctypeNode: 10,
});

/** `k6/html`, for one VU. */
export function createHtml(waits: Waits) {
  return {
    NodeType,
    /** `url` is where the document came from: its links are relative to it. */
    parseHTML: (html: unknown, url = ''): Selection =>
      new Selection([parseDocument(html === undefined || html === null ? '' : String(html))], waits, url),
  };
}
