import type { Vu } from './vu.ts';

type Provide = (vu: Vu, ...args: never[]) => unknown;
type Make = (vu: Vu) => unknown;

/** A module as one VU sees it. A function is tied to the VU when it is first asked for, so unused ones cost nothing. */
export class Provided {
  readonly #vu: Vu;

  constructor(vu: Vu) {
    this.#vu = vu;
  }

  get default(): this {
    return this;
  }

  /** A class of modules with these functions, and values that are made for each VU. */
  static of(functions: Record<string, Provide>, values: Record<string, Make> = {}): typeof Provided {
    const Module = class extends Provided {};
    const define = (name: string, make: Make) =>
      Object.defineProperty(Module.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: Provided) {
          const value = make(this.#vu);
          Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
          return value;
        },
      });
    for (const [name, provide] of Object.entries(functions))
      define(name, (vu) => {
        const tied = (provide as (...args: unknown[]) => unknown).bind(null, vu);
        Object.defineProperty(tied, 'name', { value: name });
        return tied;
      });
    for (const [name, make] of Object.entries(values)) define(name, make);
    return Module;
  }
}
