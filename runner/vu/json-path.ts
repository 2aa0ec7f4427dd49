import { compile, type JSONValue } from 'json-p3';

/** Finds the values at a path, in document order; none when the path leads nowhere. */
export type JsonPath = (document: unknown) => unknown[];

/** A path that leads to at most one value, step by step. Shorthand names as RFC 9535 has them. */
const SINGULAR =
  /^\$(?:\.[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*|\[\s*(?:'[^'\\]*'|"[^"\\]*"|0|-?[1-9]\d{0,14})\s*\])*$/;
const SEGMENT = /\.([A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)|\[\s*(?:'([^'\\]*)'|"([^"\\]*)"|(-?\d+))\s*\]/g;

/**
 * Compiles a JSONPath (RFC 9535). Paths to a single value, nearly all there are, are walked directly; the others go
 * through json-p3. Throws on a path that is none.
 */
export function compileJsonPath(expression: string): JsonPath {
  const source = expression.trim();
  if (SINGULAR.test(source)) return walk(segmentsOf(source));
  const query = compile(source);
  return (document) => {
    try {
      return query.query(document as JSONValue).values();
    } catch {
      // Nested deeper than can be searched: targets may answer anything.
      return [];
    }
  };
}

function segmentsOf(source: string): (string | number)[] {
  return [...source.matchAll(SEGMENT)].map(([, name, single, double, index]) =>
    index === undefined ? (name ?? single ?? double ?? '') : Number(index),
  );
}

function walk(segments: readonly (string | number)[]): JsonPath {
  return (document) => {
    let value = document;
    for (const segment of segments) {
      if (typeof value !== 'object' || value === null) return [];
      if (typeof segment === 'number') {
        if (!Array.isArray(value)) return [];
        const index = segment < 0 ? value.length + segment : segment;
        if (index < 0 || index >= value.length) return [];
        value = value[index];
      } else {
        if (Array.isArray(value) || !Object.hasOwn(value, segment)) return [];
        value = (value as Record<string, unknown>)[segment];
      }
    }
    return [value];
  };
}

/** A value of a JSON document as text: strings as they are, anything else as JSON. Undefined when it nests too deep. */
export function jsonText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
