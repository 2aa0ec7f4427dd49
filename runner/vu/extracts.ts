import type { Extract } from '../../lib/plan/step.ts';
import type { Answer } from '../http/answer.ts';
import { compileJsonPath, jsonText } from './json-path.ts';

/** Reads one value from a response; its default, or undefined, when there is none. */
export type CompiledExtract = {
  slot: number;
  otherwise: string | undefined;
  read: (answer: Answer) => string | undefined;
};

export function compileExtract(extract: Extract, slot: number): CompiledExtract {
  return { slot, otherwise: extract.default, read: compileRead(extract) };
}

function compileRead({ from, expression, group, pick }: Extract): (answer: Answer) => string | undefined {
  switch (from) {
    case 'jsonpath': {
      const path = compileJsonPath(expression);
      return (answer) => {
        const found = path(answer.json());
        const value = found.length < 2 ? found[0] : found[indexOf(pick, found.length)];
        return value === undefined ? undefined : jsonText(value);
      };
    }
    case 'header': {
      const name = expression.toLowerCase();
      return (answer) => {
        const value = answer.headers[name];
        return Array.isArray(value) ? value[indexOf(pick, value.length)] : value;
      };
    }
    case 'regex': {
      if (pick === 'first') {
        const once = new RegExp(expression);
        return (answer) => once.exec(answer.text() ?? '')?.[group];
      }
      const every = new RegExp(expression, 'g');
      return (answer) => {
        const found = [...(answer.text() ?? '').matchAll(every)];
        return found[indexOf(pick, found.length)]?.[group];
      };
    }
    case 'cookie':
      return (answer) => answer.cookie(expression);
  }
}

function indexOf(pick: Extract['pick'], length: number): number {
  switch (pick) {
    case 'first':
      return 0;
    case 'last':
      return length - 1;
    case 'random':
      return Math.floor(Math.random() * length);
  }
}
