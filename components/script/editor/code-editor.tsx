'use client';

import { setDiagnostics } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ScriptProblem } from '@/lib/script/problem.ts';
import type { Surroundings } from '../complete/complete.ts';
import { codeExtensions } from './code-extensions.ts';
import { diagnosticsOf } from './diagnostics.ts';

/** A line that somebody wants to see; a new object each time. */
export type WantedLine = { file: string; line: number };

/** Edits the files of a script, one at a time; each keeps its own undo, selection and place. */
export function CodeEditor({
  file,
  text,
  files,
  variables,
  problems,
  wanted,
  onChange,
}: {
  file: string;
  text: string;
  files: readonly string[];
  variables: readonly string[];
  problems: readonly ScriptProblem[];
  wanted: WantedLine | null;
  onChange: (file: string, text: string) => void;
}) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const states = useRef(new Map<string, EditorState>());
  const shown = useRef('');
  const latest = useRef({ onChange, around: { file, files, variables } satisfies Surroundings });
  useLayoutEffect(() => {
    latest.current = { onChange, around: { file, files, variables } };
  });

  useLayoutEffect(() => {
    const made = new EditorView({ parent: parent.current ?? undefined });
    view.current = made;
    const kept = states.current;
    return () => {
      made.destroy();
      view.current = null;
      shown.current = '';
      kept.clear();
    };
  }, []);

  useLayoutEffect(() => {
    const editor = view.current;
    if (!editor) return;
    if (shown.current !== file) {
      if (shown.current !== '') states.current.set(shown.current, editor.state);
      shown.current = file;
      editor.setState(
        states.current.get(file) ??
          EditorState.create({
            doc: text,
            extensions: [
              codeExtensions(file, () => latest.current.around),
              EditorView.updateListener.of((update) => {
                if (update.docChanged) latest.current.onChange(file, update.state.doc.toString());
              }),
            ],
          }),
      );
    }
    // Somebody else changed it: a version was restored, changes were discarded.
    if (editor.state.doc.toString() !== text)
      editor.dispatch({
        changes: { from: 0, to: editor.state.doc.length, insert: text },
        annotations: Transaction.addToHistory.of(true),
      });
  }, [file, text]);

  useEffect(() => {
    const editor = view.current;
    if (editor && shown.current === file)
      editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(editor.state.doc, file, problems)));
  }, [file, problems]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || wanted?.file !== file) return;
    const line = editor.state.doc.line(Math.min(Math.max(1, wanted.line), editor.state.doc.lines));
    editor.dispatch({
      selection: { anchor: line.from },
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    });
    editor.focus();
  }, [file, wanted]);

  return <div ref={parent} className="h-full min-h-0 overflow-hidden [&_.cm-editor]:h-full" />;
}
