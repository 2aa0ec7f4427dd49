import { z } from 'zod';

/** The schema of what is written: defaults and optionality taken off. */
function bare(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) inner = inner.unwrap();
  return inner;
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The option of a discriminated union that a value is one of. */
function optionFor(union: z.ZodDiscriminatedUnion, value: Record<string, unknown>): unknown {
  const key = union.def.discriminator;
  return union.options.find(
    (option) =>
      option instanceof z.ZodObject && z.safeParse(option.shape[key] as z.ZodType, value[key]).success,
  );
}

/** The parsed `value` without the fields that its schema would fill in by itself, in the order of the schema. */
export function withoutDefaults(schema: unknown, value: unknown): unknown {
  const inner = bare(schema);
  if (Array.isArray(value)) {
    return inner instanceof z.ZodArray ? value.map((item) => withoutDefaults(inner.element, item)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  if (inner instanceof z.ZodDiscriminatedUnion) return withoutDefaults(optionFor(inner, fields), value);
  if (!(inner instanceof z.ZodObject)) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(inner.shape)) {
    const own = fields[key];
    if (own === undefined || (field instanceof z.ZodDefault && same(own, field.def.defaultValue))) continue;
    kept[key] = withoutDefaults(field, own);
  }
  return kept;
}
