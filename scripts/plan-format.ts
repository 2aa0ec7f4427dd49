import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Plan } from '../lib/plan/plan.ts';
import { GENERATORS } from '../lib/template/generator.ts';
import { AGGREGATIONS, METRICS, type MetricName, metricOf } from '../lib/thresholds/metrics.ts';

/** The parts of JSON Schema that zod writes for a plan. */
type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  additionalProperties?: Schema | false;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
};

const schema = z.toJSONSchema(Plan, { io: 'input' }) as Schema;

/** For editors that complete and check YAML by a JSON Schema. */
export function planJsonSchema(): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const resolved = (part: Schema): Schema => {
  const name = part.$ref?.split('/').at(-1);
  const target = name === undefined ? undefined : part.$ref === '#' ? schema : schema.$defs?.[name];
  return target
    ? { ...resolved(target), ...(part.description ? { description: part.description } : {}) }
    : part;
};

const anchor = (title: string) => `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`;

/** The sections in the order in which a reader meets them: every titled schema once. */
function sections(): Map<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (unresolved: Schema) => {
    const part = resolved(unresolved);
    if (part.title && part.title !== 'duration') {
      if (found.has(part.title)) return;
      found.set(part.title, part);
    }
    const children = [...Object.values(part.properties ?? {}), ...(part.oneOf ?? []), ...(part.anyOf ?? [])];
    for (const child of children) visit(child);
    if (part.items) visit(part.items);
    if (part.additionalProperties) visit(part.additionalProperties);
  };
  visit(schema);
  return found;
}

function typeOf(unresolved: Schema): string {
  const part = resolved(unresolved);
  if (part.title === 'duration') return 'duration';
  if (part.title) return anchor(part.title);
  if (part.const !== undefined) return `\`${part.const}\``;
  if (part.enum) return part.enum.map((value) => `\`${value}\``).join(', ');
  const alternatives = part.oneOf ?? part.anyOf;
  if (alternatives) return alternatives.map(typeOf).join(' or ');
  if (part.type === 'array' && part.items) return `list of ${typeOf(part.items)}`;
  if (part.type === 'object' && part.additionalProperties)
    return `names with ${typeOf(part.additionalProperties)}`;
  if (part.type === 'integer') return `whole number${range(part)}`;
  if (part.type === 'number') return `number${range(part)}`;
  if (part.type === 'string') return 'text';
  return [part.type ?? 'anything']
    .flat()
    .join(' or ')
    .replace('string', 'text')
    .replace('boolean', 'true/false');
}

function range({ minimum, maximum }: Schema): string {
  const number = (value: number) => value.toLocaleString('en');
  if (minimum !== undefined && maximum !== undefined) return `, ${number(minimum)} to ${number(maximum)}`;
  if (minimum !== undefined) return `, ${number(minimum)} or more`;
  return maximum === undefined ? '' : `, at most ${number(maximum)}`;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function fieldTable({ properties = {}, required = [] }: Schema): string[] {
  const rows = Object.entries(properties).map(([name, unresolved]) => {
    const part = resolved(unresolved);
    const standard = unresolved.default ?? part.default;
    const when =
      standard !== undefined
        ? `\`${JSON.stringify(standard)}\``
        : required.includes(name)
          ? '**required**'
          : 'none';
    // A titled schema explains itself in its own section.
    const meaning = unresolved.description ?? '';
    return `| \`${name}\` | ${cell(typeOf(unresolved))} | ${cell(when)} | ${cell(meaning === schemaText(part) ? '' : meaning)} |`;
  });
  return ['| field | value | when left out | meaning |', '|---|---|---|---|', ...rows];
}

const schemaText = (part: Schema) => (part.title ? sectionText.get(part.title) : undefined);

const SECTIONS = sections();
const sectionText = new Map([...SECTIONS].map(([title, part]) => [title, part.description]));

function section(title: string, part: Schema): string[] {
  const lines = [`## ${title}`, '', part.description ?? '', ''];
  if (part.properties) return [...lines, ...fieldTable(part), ''];
  for (const unresolved of part.oneOf ?? []) {
    const option = resolved(unresolved);
    if (option.title) {
      lines.push(`- ${anchor(option.title)}: ${option.description ?? ''}`);
    } else {
      const kind = Object.entries(option.properties ?? {}).find(
        ([, property]) => property.const !== undefined,
      );
      lines.push(
        `### ${title}: ${kind ? `\`${kind[0]}: ${kind[1].const}\`` : 'one form'}`,
        '',
        ...(option.description ? [option.description, ''] : []),
      );
      lines.push(...fieldTable(option), '');
    }
  }
  return [...lines, ''];
}

const generatorTable = () => [
  '| placeholder | value |',
  '|---|---|',
  ...Object.values(GENERATORS).map(({ example, meaning }) => `| \`${cell(example)}\` | ${cell(meaning)} |`),
];

const metricTable = () => [
  '| metric | meaning | rules use | tags |',
  '|---|---|---|---|',
  ...(Object.keys(METRICS) as MetricName[]).map((name) => {
    const { kind, meaning, tags } = metricOf(name);
    return `| \`${name}\` | ${meaning} | ${AGGREGATIONS[kind].map((one) => `\`${one}\``).join(', ')} | ${tags.join(', ')} |`;
  }),
];

/** docs/plan-format.md, whole. */
export function planFormatPage(): string {
  const example = readFileSync(
    join(import.meta.dirname, '..', 'examples', 'plans', 'first-plan.yaml'),
    'utf8',
  );
  return `${[
    '# The plan format',
    '',
    '<!-- Made from the schema in lib/plan by `npm run docs`. Do not edit. -->',
    '',
    'A plan is one YAML or JSON file. The editor, the API, plan files and the load workers all use the schema that this page',
    'is made from. `npm run --silent rehearsal -- validate FILE` lists everything that is wrong with a file, each with its line',
    'and what to write instead. [plan.schema.json](plan.schema.json) is the same schema for editors that complete YAML.',
    '',
    '```yaml',
    example.trimEnd(),
    '```',
    '',
    '## Durations',
    '',
    'Numbers with units, added up: `250ms`, `30s`, `1m30s`, `2h`, `1d`; at most seven days.',
    '',
    '## Placeholders',
    '',
    'URLs and the values of query, headers, forms, bodies, checks, conditions and `set` may hold placeholders. `{{name}}` is a',
    'variable: one set or extracted in this iteration, else one of the scenario, of the plan, of the environment, or a secret,',
    'in that order. `{{dataset.column}}` is a column of the row that this iteration has drawn. A name that nothing defines is',
    'an error before the run; a variable without a value at that moment ends the iteration as failed, and nothing is sent.',
    '',
    'Two braces that are no placeholder are written `{{"{{"}}`; any text in quotes stands for itself. In a JSON body a',
    'placeholder inside a string is escaped as JSON, and one outside stands for a whole value.',
    '',
    ...generatorTable(),
    '',
    '## Metrics',
    '',
    'What thresholds can look at. A metric may be narrowed by tags: `http_req_duration{name:Log in,scenario:Buy}`. Times are',
    'milliseconds, rates are shares from 0 to 1. Comparisons: `<`, `<=`, `>`, `>=`, `==`, `!=`.',
    '',
    ...metricTable(),
    '',
    ...[...SECTIONS].flatMap(([title, part]) => section(title, part)),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}
