import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesIn, parseTemplate, TemplateError, type TemplatePart, templateProblems } from './template.ts';

const partsOf = (text: string) => parseTemplate(text).parts;
const messageOf = (text: string) =>
  templateProblems(text)
    .map((problem) => problem.message)
    .join('\n');

describe('parseTemplate', () => {
  it('splits text into literals, names and generators', () => {
    expect(partsOf('/users/{{ id }}?q={{items.word}}&r={{$randomInt(-5, 100)}}!')).toEqual([
      { kind: 'literal', text: '/users/' },
      { kind: 'name', name: 'id' },
      { kind: 'literal', text: '?q=' },
      { kind: 'name', name: 'items.word', dataset: { name: 'items', column: 'word' } },
      { kind: 'literal', text: '&r=' },
      { kind: 'generator', generator: { type: 'randomInt', min: -5, max: 100 } },
      { kind: 'literal', text: '!' },
    ]);
  });

  it.each([
    ['{{$uuid}}', { type: 'uuid' }],
    ['{{$uuid()}}', { type: 'uuid' }],
    ['{{$pick("a, b", \'c"d\', 7)}}', { type: 'pick', values: ['a, b', 'c"d', '7'] }],
    ['{{$pick("\\"}}\\n")}}', { type: 'pick', values: ['"}}\n'] }],
    ['{{$timestamp}}', { type: 'timestamp' }],
    ['{{$isoTimestamp}}', { type: 'isoTimestamp' }],
    ['{{$counter}}', { type: 'counter' }],
    ['{{$randomString(8)}}', { type: 'randomString', length: 8 }],
    ['{{$vu}}', { type: 'vu' }],
    ['{{$iteration}}', { type: 'iteration' }],
  ])('reads %s', (text, generator) => {
    expect(partsOf(text)).toEqual([{ kind: 'generator', generator }]);
  });

  it('leaves text alone that only looks a little like a placeholder', () => {
    for (const text of ['', '{', '}}', '{"a":{"b":{}}}', '$uuid', '{ {x}}']) {
      expect(partsOf(text)).toEqual(text === '' ? [] : [{ kind: 'literal', text }]);
    }
  });

  it('writes literal braces through quotes, and opens with the last two of several braces', () => {
    expect(partsOf('a {{"{{"}}b}}')).toEqual([{ kind: 'literal', text: 'a {{b}}' }]);
    expect(partsOf('{"a":{{{x}}}}')).toEqual([
      { kind: 'literal', text: '{"a":{' },
      { kind: 'name', name: 'x' },
      { kind: 'literal', text: '}}' },
    ]);
  });

  it('reports all problems of a text at once, each with its place', () => {
    const text = '{{$randomInt(1)}} {{ok}} {{$uid}} {{}} {{a b}} {{$pick(red)}}';
    expect(templateProblems(text).map((problem) => problem.at)).toEqual([0, 25, 34, 39, 47]);
    expect(() => parseTemplate(text)).toThrow(TemplateError);
  });

  it.each([
    [
      '{{$randomInt(1)}}',
      '{{$randomInt(1)}} needs two whole numbers, the smaller first, e.g. {{$randomInt(1, 100)}}',
    ],
    ['{{$randomInt(9, 1)}}', 'needs two whole numbers, the smaller first'],
    ['{{$randomInt(1.5, 2)}}', 'needs two whole numbers'],
    ['{{$uuid(4)}}', '{{$uuid(4)}} needs no arguments, e.g. {{$uuid}}'],
    ['{{$randomSting(8)}}', 'there is no generator $randomSting; did you mean {{$randomString(8)}}?'],
    ['{{$zzz}}', 'there are $randomInt, $uuid'],
    ['{{$constructor}}', 'there is no generator $constructor'],
    ['{{$randomString(0)}}', 'needs a length from 1 to 10000'],
    ['{{$pick(red)}}', 'arguments are numbers or text in quotes'],
    ['{{$pick("red"}}', 'need a ) at their end'],
    ['{{$}}', 'a generator needs a name'],
    ['x {{user', 'never closed; write }} at its end (at character 3)'],
    ['{{}}', 'to write two braces as text, write {{"{{"}}'],
    ['{{a..b}}', 'behind the dot belongs a column of the dataset, e.g. {{a.email}}'],
    ['{{a.b.c}}', 'unexpected "."'],
    ['{{1a}}', 'a placeholder is a name'],
  ])('says what is wrong with %s', (text, message) => {
    expect(messageOf(text)).toContain(message);
  });

  it('names each name once', () => {
    expect(namesIn(parseTemplate('{{a}}{{b.c}}{{$uuid}}{{a}}'))).toEqual(['a', 'b.c']);
  });

  it('either reads a text or says what is wrong, for any text', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '}',
      '$',
      'uuid',
      'a',
      '.',
      '(',
      ')',
      '"',
      "'",
      '\\',
      ',',
      ' ',
      '12',
      'é',
      '$pick("x")',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        (text) => {
          const problems = templateProblems(text);
          if (problems.length > 0) {
            for (const { at, message } of problems) {
              expect(text.slice(at, at + 2)).toBe('{{');
              expect(message).not.toBe('');
            }
          } else {
            const { parts } = parseTemplate(text);
            expect(parts.every((part) => part.kind !== 'literal' || part.text !== '')).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives any text back through quotes', () => {
    const quote = (text: string) => `{{"${text.replace(/["\\]/g, '\\$&')}"}}`;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (left, right) => {
        expect(partsOf(`${quote(left)}${quote(right)}`)).toEqual(
          left + right === '' ? [] : [{ kind: 'literal', text: left + right }],
        );
      }),
    );
  });

  it('reads back every template that it writes', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,5}$/);
    const part = fc.oneof(
      fc.string({ minLength: 1, maxLength: 6 }).map((text): TemplatePart => ({ kind: 'literal', text })),
      name.map((one): TemplatePart => ({ kind: 'name', name: one })),
      fc.tuple(name, name).map(
        ([dataset, column]): TemplatePart => ({
          kind: 'name',
          name: `${dataset}.${column}`,
          dataset: { name: dataset, column },
        }),
      ),
      fc
        .constantFrom<'uuid' | 'counter' | 'vu' | 'iteration' | 'timestamp'>(
          'uuid',
          'counter',
          'vu',
          'iteration',
          'timestamp',
        )
        .map((type): TemplatePart => ({ kind: 'generator', generator: { type } })),
    );
    const write = (one: TemplatePart) => {
      if (one.kind === 'literal') return `{{"${one.text.replace(/["\\]/g, '\\$&')}"}}`;
      return one.kind === 'name' ? `{{${one.name}}}` : `{{$${one.generator.type}}}`;
    };
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const joined: TemplatePart[] = [];
        for (const one of parts) {
          const last = joined.at(-1);
          if (one.kind === 'literal' && last?.kind === 'literal')
            joined[joined.length - 1] = { kind: 'literal', text: last.text + one.text };
          else joined.push(one);
        }
        expect(partsOf(parts.map(write).join(''))).toEqual(joined);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a text of a million characters without taking long', () => {
    expect(partsOf('{{x}}ab'.repeat(100_000))).toHaveLength(200_000);
    expect(templateProblems('{{"'.repeat(300_000)).length).toBeGreaterThan(0);
    expect(templateProblems('{'.repeat(1_000_000))).toHaveLength(1);
  });
});
