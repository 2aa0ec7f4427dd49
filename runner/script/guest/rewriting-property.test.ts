import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainCourse, rewrittenCourse } from './rewritten.ts';

/**
 * Random programs of functions, closures, loops, exceptions, classes and callbacks, in which anything may have to wait,
 * do the same rewritten as the language does with answers that are there at once.
 */

const small = fc.integer({ min: 0, max: 14 });
/** Nested ones must differ. */
const label = fc.nat(1e9).map((n) => `label${n}`);
const name = fc.constantFrom('a', 'b', 'c');

const { expression, statements } = fc.letrec<{ expression: string; statement: string; statements: string }>(
  (tie) => {
    const e = tie('expression');
    const s = tie('statements');
    const text = (make: (...parts: string[]) => string, ...parts: fc.Arbitrary<string>[]) =>
      fc.tuple(...parts).map((all) => make(...all));
    return {
      expression: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'program', withCrossShrink: true },
        small.map(String),
        name,
        text((x) => `io(${x})`, e),
        text((x, y) => `(${x} + ${y})`, e, e),
        text((x, y, z) => `(${x} ? ${y} : ${z})`, e, e, e),
        text((x, y) => `(${x} && ${y})`, e, e),
        text((x, y) => `(${x} ?? ${y})`, e, e),
        text((n, x) => `(${n} = ${x})`, name, e),
        text((n, x) => `(${n} += ${x})`, name, e),
        text((x) => `double(${x})`, e),
        text((x, y) => `many(${x}, ...[${y}, 1])`, e, e),
        text((x) => `(f => f(${x}))((v) => io(v) + a)`, e),
        text((x, y) => `[${x}, 2].map((v) => v + ${y}).join('')`, e, e),
        text((x, y) => `[1, 2, 3].filter((v) => ${x} > v).reduce((t, v) => t + v, ${y})`, e, e),
        text((x) => `[3, 4].some((v) => ${x} === v)`, e),
        text((x) => `Array.from({ length: 2 }, (_, n) => n + ${x}).length`, e),
        text((x) => `box.get(${x})`, e),
        text((x) => `box?.child?.get(${x})?.toFixed(1)`, e),
        text((x) => `table['g' + (${x} > 3 ? 1 : 0)](1)`, e),
        text((x) => `new Sub(2).total(${x})`, e),
        text((x, y) => `(({ k = ${x} }, [z]) => k + z)({}, [${y}])`, small.map(String), e),
        text((x, y) => `\`\${${x}}-\${${y}}\``, e, e),
        text((x) => `tag\`x\${${x}}y\``, e),
        text((x) => `[...count(2)].concat(${x}).length`, e),
        text((x) => `run(() => ${x})`, e),
        text((x) => `(() => { ${x} })()`, s),
        text((x, y) => `attempt(() => ${x}, () => ${y})`, e, e),
        text((x) => `deep(${x} % 3)`, e),
      ),
      statement: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'program', withCrossShrink: true },
        text((x) => `log(${x});`, e),
        text((x) => `return ${x};`, e),
        text((x) => `{ let a = ${x}; log(a); }`, e),
        text((x, y, z) => `if (${x}) { ${y} } else { ${z} }`, e, s, s),
        text((x, y) => `for (const b of [${x}, 5]) { ${y} }`, e, s),
        text((x, y) => `for (let i = 0; i < 2; i += 1 + (${x} > 99)) { if (i > ${y}) break; }`, e, e),
        text(
          (x, y, label) =>
            `${label}: for (const v of [1, 2]) { for (const w of [3, 4]) { if (${x} > w) continue ${label}; ${y} } }`,
          e,
          s,
          label,
        ),
        text(
          (x, y, z) =>
            `try { ${x} } catch (c) { log(c instanceof TypeError ? 'TypeError' : c.message); ${y} } finally { ${z} }`,
          s,
          s,
          s,
        ),
        text((x) => `throw new Error('thrown ' + ${x});`, e),
        text(
          (x, y, z) => `switch (${x} % 3) { case 0: ${y} case 1: log('one'); break; default: ${z} }`,
          e,
          s,
          s,
        ),
        text((x, y) => `[a, b] = [${x}, ${y}];`, e, e),
        text((x, y) => `const later = () => { ${x} }; log(later() ?? ${y});`, s, e).map(
          (block) => `{ ${block} }`,
        ),
        text((x) => `[1, 2].forEach((v, c) => { ${x} });`, s),
      ),
      statements: fc
        .array(tie('statement'), { maxLength: 3, depthIdentifier: 'program' })
        .map((all) => all.join(' ')),
    };
  },
);

const program = fc.tuple(statements, expression, statements, expression).map(
  ([body, own, method, last]) => `
    let a = 1, b = 2, c = 3, left = 40;
    const go = () => { if (left-- < 0) throw new Error('enough') };
    function double(v) { go(); return io(v) * 2 }
    const many = (...all) => all.map((v) => double(v)).length;
    function* count(n) { for (let i = 0; i < n; i++) yield i }
    const deep = (n) => (go(), n > 0 ? deep(n - 1) + 1 : ${own});
    const box = { get: (v) => (go(), io(v)), child: { get(v) { return v } } };
    const table = {}; for (const n of [0, 1]) table['g' + n] = (v) => n ? io(v) : v;
    const tag = (parts, v) => parts.raw.join() + io(v);
    const attempt = (f, g) => { try { return f() } catch { return g() } };
    class Base { constructor(n) { this.n = n } total(v) { go(); ${method} return this.n + v } }
    class Sub extends Base { total(v) { const up = () => super.total(v); return io(up()) } }
    export default () => { ${body} return ${last} }`,
);

it('does the same as the language, for any program', { timeout: 120_000 }, async () => {
  let rewritten = 0;
  await fc.assert(
    fc.asyncProperty(program, async (source) => {
      const course = await rewrittenCourse(source);
      expect(course).toEqual(await plainCourse(source));
      rewritten++;
    }),
    { numRuns: Number(process.env.REWRITING_RUNS ?? 150) },
  );
  expect(rewritten).toBeGreaterThan(100);
});
