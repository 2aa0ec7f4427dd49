/**
 * Gives a function that makes values unchangeable with all that can be reached from them. Makes the globals of the script's world unchangeable, so that no VU can change them for another one. Properties that
 * scripts often set on objects of their own and that prototypes have as well stay assignable there.
 */
export const HARDEN = `(() => {
  'use strict';
  const seen = new Set();
  const ASSIGNED = new Set(['name', 'message', 'toString', 'valueOf', 'constructor', 'toJSON', 'toLocaleString', 'hasOwnProperty']);
  const soften = (proto) => {
    for (const key of Object.getOwnPropertyNames(proto)) {
      if (!ASSIGNED.has(key)) continue;
      const property = Object.getOwnPropertyDescriptor(proto, key);
      if (!property || !('value' in property) || !property.configurable) continue;
      const { value } = property;
      Object.defineProperty(proto, key, {
        configurable: false,
        enumerable: property.enumerable,
        get: () => value,
        set(given) {
          if (this === proto) throw new TypeError('"' + key + '" of a built-in prototype cannot be changed');
          Object.defineProperty(this, key, { value: given, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  };
  for (const proto of [Object.prototype, Function.prototype, Error.prototype, RangeError.prototype, TypeError.prototype, SyntaxError.prototype, ReferenceError.prototype, EvalError.prototype, URIError.prototype]) soften(proto);
  const freeze = (value) => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (seen.has(value) || value === globalThis) return;
    seen.add(value);
    Object.freeze(value);
    for (const key of Reflect.ownKeys(value)) {
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      freeze(property.value);
      freeze(property.get);
      freeze(property.set);
    }
    freeze(Reflect.getPrototypeOf(value));
  };
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'eval', 'FinalizationRegistry', 'WeakRef']) Reflect.deleteProperty(globalThis, name);
  for (const key of Reflect.ownKeys(globalThis)) freeze(Reflect.getOwnPropertyDescriptor(globalThis, key).value);
  freeze((function* () {}).constructor.prototype);
  freeze((async () => {}).constructor.prototype);
  freeze((async function* () {}).constructor.prototype);
  freeze([][Symbol.iterator]().__proto__);
  freeze(''[Symbol.iterator]().__proto__);
  freeze(new Map().entries().__proto__);
  freeze(new Set().values().__proto__);
  freeze('a'.matchAll(/a/g).__proto__);
  for (const key of Reflect.ownKeys(globalThis)) {
    const property = Reflect.getOwnPropertyDescriptor(globalThis, key);
    if (property.configurable) Object.defineProperty(globalThis, key, 'value' in property ? { configurable: false, writable: false } : { configurable: false });
  }
  Object.preventExtensions(globalThis);
  return freeze;
})()`;
