import fc from 'fast-check';
import { z } from 'zod';

const Schema = z.record(z.string(), z.unknown());
type Schema = z.output<typeof Schema>;
const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
const schemas = (value: unknown): Schema[] => z.array(Schema).parse(value);

/** From here on nothing is made that need not be: schemas may contain themselves. */
const DEEP = 7;

/** Makes bodies that a schema of an OpenAPI document allows; always the same ones for the same numbers. */
export class BodySampler {
  private readonly document: Schema;
  private readonly random: () => number;

  /** `random` gives numbers from 0 to below 1. */
  constructor(document: unknown, random: () => number) {
    this.document = Schema.parse(document);
    this.random = random;
  }

  sample(schema: Schema, depth = 0): unknown {
    if (typeof schema.$ref === 'string') return this.sample(this.resolve(schema.$ref), depth);
    if ('const' in schema) return schema.const;
    if (schema.enum) return this.one(z.array(z.unknown()).parse(schema.enum));
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices)
      return this.sample(depth > DEEP ? (schemas(choices)[0] ?? {}) : this.one(schemas(choices)), depth);
    if (schema.allOf)
      return Object.assign({}, ...schemas(schema.allOf).map((one) => this.sample(one, depth)));
    switch (schema.type) {
      case 'string':
        return this.text(schema);
      case 'integer':
      case 'number':
        return this.number(schema);
      case 'boolean':
        return this.random() < 0.5;
      case 'array':
        return this.list(schema, depth);
      case 'object':
        return this.object(schema, depth);
      case 'null':
        return null;
      default:
        return this.one([null, 1, 'x', {}]);
    }
  }

  resolve(reference: string): Schema {
    let at: unknown = this.document;
    for (const key of reference.replace(/^#\//, '').split('/'))
      at = Schema.parse(at)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')];
    return Schema.parse(at);
  }

  private one<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.random() * from.length)];
    if (found === undefined) throw new Error('There is nothing to choose from');
    return found;
  }

  private text({ pattern, format, minLength, maxLength }: Schema): string {
    const seed = Math.floor(this.random() * 2 ** 31);
    if (format === 'date-time') return '2026-01-02T03:04:05.000Z';
    const [made = ''] = fc.sample(matching(pattern, number(minLength, 0), number(maxLength, 20)), {
      ...{ numRuns: 1, seed },
    });
    return made;
  }

  private number({ type, minimum, maximum, exclusiveMinimum }: Schema): number {
    const low = number(minimum, number(exclusiveMinimum, -5) + (exclusiveMinimum === undefined ? 0 : 1));
    const high = Math.max(low, Math.min(number(maximum, low + 50), low + 50));
    const value = low + this.random() * (high - low);
    return type === 'integer' ? Math.ceil(low) + Math.floor(value - low) : value;
  }

  private list({ items, prefixItems, minItems, maxItems }: Schema, depth: number): unknown[] {
    if (prefixItems) return schemas(prefixItems).map((one) => this.sample(one, depth + 1));
    const least = number(minItems, 0);
    const count = depth > DEEP ? least : Math.min(number(maxItems, 3), least + Math.floor(this.random() * 3));
    const of = Schema.safeParse(items).data ?? {};
    return Array.from({ length: count }, () => this.sample(of, depth + 1));
  }

  private object({ properties, required, additionalProperties, propertyNames }: Schema, depth: number) {
    const needed = new Set(z.array(z.string()).parse(required ?? []));
    const own = Object.entries(Schema.parse(properties ?? {}))
      .filter(([name]) => needed.has(name) || (depth <= DEEP && this.random() < 0.5))
      .map(([name, schema]): [string, unknown] => [name, this.sample(Schema.parse(schema), depth + 1)]);
    const more = Schema.safeParse(additionalProperties).data;
    if (properties === undefined && more && depth <= DEEP) {
      const names = Schema.safeParse(propertyNames).data ?? { type: 'string' };
      own.push([
        String(this.sample({ type: 'string', minLength: 1, ...names })),
        this.sample(more, depth + 1),
      ]);
    }
    return Object.fromEntries(own);
  }
}

/** A text of a pattern; any text where the pattern looks ahead, which cannot be made up. */
function matching(pattern: unknown, minLength: number, maxLength: number): fc.Arbitrary<string> {
  const any = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, minLength + 20)) });
  if (typeof pattern !== 'string' || /\(\?/.test(pattern.replaceAll('(?:', '('))) return any;
  return fc.stringMatching(new RegExp(pattern, 'u'));
}
