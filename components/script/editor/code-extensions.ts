import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { completeScript, type Surroundings } from '../complete/complete.ts';
import text from '../complete/k6-api.json' with { type: 'json' };
import type { K6Api } from '../complete/k6-api.ts';
import { codeTheme } from './code-theme.ts';

const api: K6Api = text as K6Api;

/** Colours and folding for a file, by its name. */
export function languageOf(file: string): Extension {
  if (file.endsWith('.json')) return json();
  return /\.[cm]?[jt]s$/.test(file) ? javascript({ typescript: file.endsWith('ts') }) : [];
}

/** The editor of one file of a script. `around` is asked whenever something is completed. */
export function codeExtensions(file: string, around: () => Surroundings): Extension {
  const isScript = /\.[cm]?[jt]s$/.test(file);
  const complete = (context: CompletionContext) => completeScript(api, around(), context);
  const indentation = keymap.of([indentWithTab]);
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    history(),
    foldGutter(),
    drawSelection(),
    EditorState.tabSize.of(2),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    autocompletion({ icons: false }),
    isScript ? [EditorState.languageData.of(() => [{ autocomplete: complete }]), lintGutter()] : [],
    languageOf(file),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    indentation,
    EditorView.contentAttributes.of({ 'aria-label': file, spellcheck: 'false', tabindex: '0' }),
    codeTheme,
  ];
}
