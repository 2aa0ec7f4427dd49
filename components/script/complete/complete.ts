import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';
import { CORE_MODULES } from '@/lib/script/known-modules.ts';
import { LIBRARY_NAMES } from '@/lib/script/library-modules.ts';
import { K6_METRICS } from '@/lib/thresholds/k6-metrics.ts';
import { pathFrom } from '../files/path-from.ts';
import type { K6Api, Member, Members } from './k6-api.ts';
import { TypesOfScript } from './type-of.ts';

/** What stands around the script, beside k6 itself. */
export type Surroundings = {
  /** The file that is edited, and all files of the script. */
  file: string;
  files: readonly string[];
  /** Names that `__ENV` has. */
  variables: readonly string[];
};

const WORD = /^[\w$]*$/;

/** Longest that completion may wait for the script to be parsed. */
const PARSE_MS = 200;

/** Completes what k6 and the files and variables of a script know. Names of the script itself are completed elsewhere. */
export function completeScript(
  api: K6Api,
  around: Surroundings,
  { state, pos, explicit }: Pick<CompletionContext, 'state' | 'pos' | 'explicit'>,
): CompletionResult | null {
  // The editor parses in its idle time; a script that is not parsed so far yet is parsed now.
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_MS) ?? syntaxTree(state);
  const types = new TypesOfScript(api, state.doc.toString(), tree);
  const node = tree.resolveInner(pos, -1);
  const word = /[\w$]*$/.exec(state.doc.sliceString(Math.max(0, pos - 200), pos))?.[0] ?? '';
  const from = pos - word.length;
  const offer = (options: Completion[]): CompletionResult | null =>
    options.length === 0 ? null : { from, options, validFor: WORD };

  if (node.name === 'String') return inString(node, types, around, pos);
  const dotted = isMember(node) ? node.parent : null;
  if (dotted) {
    const object = dotted.firstChild;
    if (object && types.source(object) === '__ENV') return offer(around.variables.map(variable));
    const members = types.membersOf(object);
    return members && offer(optionsOf(members));
  }
  const group = parentCalled(node, 'ImportGroup');
  if (group) {
    const source = group.parent?.getChild('String');
    return offer(optionsOf(exportsOf(api, source ? types.string(source) : '')));
  }
  const literal = literalAround(node);
  if (literal) {
    if (types.keyOf(literal) === 'thresholds') return offer(metrics(types).map(asThreshold));
    const members = types.membersOfLiteral(literal);
    return members && offer(optionsOf(members).map(asKey));
  }
  if (/^(VariableName|Script|Block|ExpressionStatement)$/.test(node.name) && (explicit || word !== ''))
    return offer([...GLOBALS, ...notImported(api, state.doc.toString())]);
  return null;
}

/** Modules and files where they are named, metrics where thresholds are. */
function inString(
  node: SyntaxNode,
  types: TypesOfScript,
  { file, files }: Surroundings,
  pos: number,
): CompletionResult | null {
  const from = node.from + 1;
  if (pos < from) return null;
  const others = files.filter((one) => one !== file).map((one) => pathFrom(file, one));
  const names = (options: Completion[]) => ({ from, options, validFor: /^[^'"`]*$/ });
  const { parent } = node;
  if (parent?.name === 'ImportDeclaration' || parent?.name === 'ExportDeclaration')
    return names([
      ...Object.keys(CORE_MODULES).map((label) => ({ label, type: 'namespace' })),
      ...others.filter((path) => /\.[jt]s$/.test(path)).map(ownFile),
      ...LIBRARY_NAMES.map((name) => ({
        label: `https://jslib.k6.io/${name}/`,
        type: 'namespace',
        boost: -1,
      })),
    ]);
  const callee = parent?.name === 'ArgList' ? parent.parent?.firstChild : null;
  if (callee && types.source(callee) === 'open') return names(others.map(ownFile));
  const literal = parent?.name === 'Property' ? parent.parent : null;
  if (literal && types.keyOf(literal) === 'thresholds') return names(metrics(types));
  return null;
}

const ownFile = (label: string): Completion => ({ label, type: 'text', detail: 'file' });
const variable = (label: string): Completion => ({ label, type: 'variable' });
const asKey = (option: Completion): Completion => ({
  ...option,
  detail: undefined,
  apply: `${option.label}: `,
});
const asThreshold = (option: Completion): Completion => ({ ...option, apply: `${option.label}: ['']` });

const metrics = (types: TypesOfScript): Completion[] =>
  [...types.metricNames().map((name) => [name, 'of this script']), ...Object.entries(K6_METRICS)].map(
    ([label = '', detail]) => ({ label, detail, type: 'constant' }),
  );

/** Exports of a module that the engine has. */
function exportsOf(api: K6Api, module: string): Members {
  const known = api.modules[module] ?? {};
  const names = CORE_MODULES[module]?.exports ?? Object.keys(known);
  return Object.fromEntries(names.map((name): [string, Member] => [name, known[name] ?? { kind: 'value' }]));
}

const KINDS: Record<Member['kind'], string> = { function: 'function', class: 'class', value: 'property' };

function optionsOf(members: Members): Completion[] {
  return Object.entries(members)
    .filter(([label]) => label !== '*')
    .map(([label, { kind, call }]) => ({
      label,
      type: KINDS[kind],
      detail: kind === 'value' ? undefined : (call ?? '()'),
    }));
}

const GLOBALS: Completion[] = [
  { label: '__ENV', type: 'variable', detail: 'variables of plan and environment' },
  { label: '__VU', type: 'variable', detail: 'number of the VU' },
  { label: '__ITER', type: 'variable', detail: 'iteration of the VU' },
  { label: 'open', type: 'function', detail: '(path, mode?)' },
  { label: 'console', type: 'variable' },
];

/** Modules that are nearly always imported as a whole, by the name that everybody gives them. */
const WHOLE: Record<string, string> = { http: 'k6/http', exec: 'k6/execution' };
const BY_NAME = ['k6', 'k6/metrics', 'k6/data'];

/** What the script has not imported yet: choosing it adds the import. */
function notImported(api: K6Api, text: string): Completion[] {
  const isThere = (name: string) => new RegExp(`^import\\b[^;]*\\b${name}\\b`, 'm').test(text);
  const whole = Object.entries(WHOLE).map(([name, module]) => ({ name, module, kind: 'namespace' }));
  const named = BY_NAME.flatMap((module) =>
    Object.entries(exportsOf(api, module)).map(([name, { kind }]) => ({ name, module, kind: KINDS[kind] })),
  );
  return [...whole, ...named]
    .filter(({ name }) => !isThere(name))
    .map(({ name, module, kind }) => ({
      label: name,
      type: kind,
      detail: `import from ${module}`,
      boost: -1,
      apply: (view, _completion, from, to) => {
        const statement = `import ${kind === 'namespace' ? name : `{ ${name} }`} from '${module}';\n`;
        view.dispatch({
          changes: [
            { from: 0, insert: statement },
            { from, to, insert: name },
          ],
          selection: { anchor: from + statement.length + name.length },
          userEvent: 'input.complete',
        });
      },
    }));
}

const isMember = (node: SyntaxNode): boolean =>
  node.parent?.name === 'MemberExpression' && (node.name === 'PropertyName' || node.name === '.');

function parentCalled(node: SyntaxNode, name: string): SyntaxNode | null {
  if (node.name === name) return node;
  return node.parent?.name === name ? node.parent : null;
}

/** The object literal of which a key is typed. */
function literalAround(node: SyntaxNode): SyntaxNode | null {
  if (node.name === 'ObjectExpression') return node;
  if (node.name === 'PropertyDefinition') return node.parent?.parent ?? null;
  const isBetween = node.name === '{' || node.name === ',' || node.type.isError;
  return isBetween && node.parent?.name === 'ObjectExpression' ? node.parent : null;
}
