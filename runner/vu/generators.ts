import { randomUUID } from 'node:crypto';
import type { Generator } from '../../lib/template/generator.ts';
import type { Values } from './values.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The values of `{{$counter}}` in one worker: every `workers`th number, so that no two workers give the same. */
export function counterOf(worker: number, workers: number): () => number {
  let next = worker + 1 - workers;
  return () => {
    next += workers;
    return next;
  };
}

/** A function that makes the generator's next value. */
export function compileGenerator(generator: Generator, counter: () => number): (values: Values) => string {
  switch (generator.type) {
    case 'randomInt': {
      const { min, max } = generator;
      return () => String(min + Math.floor(Math.random() * (max - min + 1)));
    }
    case 'uuid':
      return () => randomUUID();
    case 'pick': {
      const { values } = generator;
      return () => values[Math.floor(Math.random() * values.length)] ?? '';
    }
    case 'timestamp':
      return () => String(Date.now());
    case 'isoTimestamp':
      return () => new Date().toISOString();
    case 'counter':
      return () => String(counter());
    case 'randomString': {
      const { length } = generator;
      return () => randomString(length);
    }
    case 'vu':
      return (values) => String(values.number);
    case 'iteration':
      return (values) => String(values.iteration);
  }
}

function randomString(length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += LETTERS[Math.floor(Math.random() * LETTERS.length)];
  return text;
}
