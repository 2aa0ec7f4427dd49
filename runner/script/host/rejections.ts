import { AsyncLocalStorage } from 'node:async_hooks';
import type { ScriptVu } from './script-vu.ts';

/** Whose promise it is, when one is rejected and nobody cares. */
const entered = new AsyncLocalStorage<ScriptVu>();

/** To be called before code of a script runs that may make promises. */
export function enter(vu: ScriptVu): void {
  entered.enterWith(vu);
}

/** Ends the iteration whose promise was rejected; false when it is nobody's. */
export function rejectedInScript(error: unknown): boolean {
  const vu = entered.getStore();
  vu?.rejected(error);
  return vu !== undefined;
}
