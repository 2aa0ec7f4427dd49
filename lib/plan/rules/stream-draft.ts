import { type DraftAt, itemsAt, type Path } from './draft.ts';

/** Every action of a WebSocket step and within, in document order, with how deep it stands (1 for the step's own). */
export function* actionsAt(list: unknown, path: Path, depth = 1): Generator<DraftAt & { depth: number }> {
  for (const action of itemsAt(list, path)) {
    yield { ...action, depth };
    if (action.value.type === 'repeat') {
      yield* actionsAt(action.value.actions, [...action.path, 'actions'], depth + 1);
    }
  }
}

/** The parts of a step of sessions that look at messages; none of any other step. */
export function readsAt(step: DraftAt): DraftAt[] {
  const { value, path } = step;
  if (value.type === 'sse') return [step];
  if (value.type !== 'websocket') return [];
  return [...actionsAt(value.actions, [...path, 'actions'])].filter(
    (action) => action.value.type === 'expect',
  );
}
