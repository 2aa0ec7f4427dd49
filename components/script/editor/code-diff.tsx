'use client';

import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useLayoutEffect, useRef } from 'react';
import { codeLook } from './code-theme.ts';

/** What changed in a file: lines taken out above those put in, with a few lines around. */
export function CodeDiff({ path, before, after }: { path: string; before: string; after: string }) {
  const parent = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const view = new EditorView({
      parent: parent.current ?? undefined,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': `Changes of ${path}`, tabindex: '0' }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: true,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
          // Without the colours of the language, which would be hard to read on those of the changes.
          codeLook,
        ],
      }),
    });
    return () => view.destroy();
  }, [path, before, after]);
  return <div ref={parent} className="overflow-hidden rounded-md border border-border" />;
}
