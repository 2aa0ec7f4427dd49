import {
  asDraft,
  asList,
  asText,
  type Draft,
  type DraftAt,
  itemsAt,
  type Path,
  stepListsAt,
  stepsAt,
  textEntries,
} from '../plan/rules/draft.ts';
import { actionsAt, readsAt } from '../plan/rules/stream-draft.ts';

/** A text of a plan and where it stands. */
export type TextAt = { path: Path; text: string };

function* field(at: DraftAt, ...keys: string[]): Generator<TextAt> {
  for (const key of keys) {
    const text = asText(at.value[key]);
    if (text !== undefined) yield { path: [...at.path, key], text };
  }
}

function* valuesOf(at: DraftAt, key: string): Generator<TextAt> {
  for (const [name, text] of textEntries(at.value[key])) yield { path: [...at.path, key, name], text };
}

function* keysOf(at: DraftAt, key: string): Generator<TextAt> {
  for (const [name] of textEntries(at.value[key])) yield { path: [...at.path, key, name], text: name };
}

const below = (at: DraftAt, key: string): DraftAt => ({
  value: asDraft(at.value[key]),
  path: [...at.path, key],
});

const partsOf = (body: DraftAt): DraftAt[] => itemsAt(body.value.parts, [...body.path, 'parts']);

function* textsIn(at: DraftAt, key: string): Generator<TextAt> {
  for (const [index, text] of asList(at.value[key]).entries()) {
    if (typeof text === 'string') yield { path: [...at.path, key, index], text };
  }
}

function* templatesOfAddress(step: DraftAt): Generator<TextAt> {
  yield* field(step, 'url');
  yield* valuesOf(step, 'query');
  yield* valuesOf(step, 'headers');
}

function* templatesOfChecks(at: DraftAt): Generator<TextAt> {
  for (const check of itemsAt(at.value.checks, [...at.path, 'checks'])) yield* field(check, 'value');
}

/** `expression` holds placeholders where it is a regular expression, but not where it is a JSONPath. */
function* templatesOfMatch(at: DraftAt): Generator<TextAt> {
  const match = below(at, 'match');
  yield* field(match, 'text', 'value');
  if (match.value.type === 'matches') yield* field(match, 'expression');
}

/** The texts of one step in which placeholders are replaced; steps below it have their own. */
export function* templatesOfStep(step: DraftAt): Generator<TextAt> {
  switch (step.value.type) {
    case 'request': {
      yield* field(step, 'url');
      yield* valuesOf(step, 'query');
      yield* valuesOf(step, 'headers');
      const body = below(step, 'body');
      yield* field(body, 'content');
      yield* valuesOf(body, 'fields');
      for (const part of partsOf(body)) {
        if (part.value.type === 'text') yield* field(part, 'value');
        yield* field(part, 'fileName');
      }
      yield* field(below(step, 'auth'), 'user', 'password', 'token');
      for (const check of itemsAt(step.value.checks, [...step.path, 'checks'])) yield* field(check, 'value');
      return;
    }
    case 'websocket':
      yield* templatesOfAddress(step);
      yield* textsIn(step, 'subprotocols');
      for (const action of actionsAt(step.value.actions, [...step.path, 'actions'])) {
        yield* field(action, 'content', 'reason');
        yield* templatesOfMatch(action);
        yield* templatesOfChecks(action);
      }
      return;
    case 'sse':
      yield* templatesOfAddress(step);
      yield* templatesOfMatch(below(step, 'until'));
      yield* templatesOfChecks(step);
      return;
    case 'set':
      return yield* field(step, 'value');
    case 'if':
      return yield* field(below(step, 'condition'), 'left', 'right');
  }
}

/** The texts of one step that look as if placeholders were replaced in them, and where none are. */
function* literalsOfStep(step: DraftAt): Generator<TextAt> {
  const reads = step.value.type === 'request' ? [step] : readsAt(step);
  if (reads.length === 0 && step.value.type !== 'websocket') return;
  yield* keysOf(step, 'query');
  yield* keysOf(step, 'headers');
  for (const read of reads) yield* literalsOfRead(read);
  const body = below(step, 'body');
  yield* keysOf(body, 'fields');
  yield* field(body, 'contentType');
  for (const part of partsOf(body)) yield* field(part, 'name', 'contentType');
}

/** What is taken out of an answer or a message, and looked at in it. */
function* literalsOfRead(at: DraftAt): Generator<TextAt> {
  const match = below(at.value.type === 'sse' ? below(at, 'until') : at, 'match');
  if (match.value.type === 'jsonpath') yield* field(match, 'expression');
  for (const extract of itemsAt(at.value.extract, [...at.path, 'extract'])) {
    yield* field(extract, 'default');
    if (extract.value.from !== 'regex') yield* field(extract, 'expression');
  }
  for (const check of itemsAt(at.value.checks, [...at.path, 'checks'])) yield* field(check, 'expression');
}

/** The texts of a plan in which placeholders are not replaced though a person might expect it: a placeholder there is a mistake. */
export function* literalsOf(plan: Draft): Generator<TextAt> {
  const root: DraftAt = { value: plan, path: [] };
  yield* valuesOf(root, 'variables');
  yield* valuesOf(below(root, 'environment'), 'variables');
  for (const scenario of itemsAt(plan.scenarios, ['scenarios'])) {
    yield* valuesOf(scenario, 'variables');
    yield* valuesOf(scenario, 'tags');
  }
  for (const { list, path } of stepListsAt(plan))
    for (const step of stepsAt(list, path)) yield* literalsOfStep(step);
}
