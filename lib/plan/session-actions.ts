import type { WebSocketAction } from './websocket-step.ts';

/** Every action of a list, and those within. */
export function* everyAction(actions: readonly WebSocketAction[]): Generator<WebSocketAction> {
  for (const action of actions) {
    yield action;
    if (action.type === 'repeat') yield* everyAction(action.actions);
  }
}
