import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TOO_LITTLE } from './judge-step.ts';
import { nextMove, type SearchRange } from './moves.ts';
import type { SearchStep } from './report.ts';

type Visit = Pick<SearchStep, 'load' | 'purpose' | 'outcome' | 'leans' | 'why'>;

/** Searches a target that is always judged right, and cannot be judged within `blur` of its capacity. */
function searched(capacity: number, range: SearchRange, blur = 0) {
  const steps: Visit[] = [];
  for (;;) {
    const move = nextMove(steps, range);
    if (move.kind === 'end') return { steps, answer: move.answer };
    const { load, purpose } = move;
    const leans = load <= capacity ? 'holds' : 'broken';
    const isOpen = Math.abs(Math.log(load / capacity)) < blur;
    steps.push({ load, purpose, outcome: isOpen ? 'open' : leans, leans, why: '' });
  }
}

const capacity = fc.double({ min: 0.3, max: 50_000, noNaN: true });
const start = fc.double({ min: 0.5, max: 5000, noNaN: true });

it('encloses any rate, as narrowly as asked, and looks at both ends twice', () => {
  fc.assert(
    fc.property(capacity, start, (truth, startLoad) => {
      const unit = 'iterations per second';
      const { steps, answer } = searched(truth, { unit, startLoad, mostLoad: 1e6, precision: 0.05 });
      const { low, high } = answer;
      if (low === null || high === null) throw new Error('There is no interval');
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
      expect(high / low).toBeLessThanOrEqual(1.051);
      for (const end of [low, high]) expect(steps.filter(({ load }) => load === end).length).toBe(2);
      expect(answer.isSure).toBe(true);
    }),
  );
});

it('encloses any number of users, and proves the ends where the middle cannot be judged', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 500 }), (truth, startLoad) => {
      const range: SearchRange = { unit: 'users', startLoad, mostLoad: 100_000, precision: 0.05 };
      for (const blur of [0, 0.08]) {
        const { steps, answer } = searched(truth, range, blur);
        expect(answer.low ?? 0).toBeLessThanOrEqual(truth);
        expect(answer.high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(truth);
        expect(steps.length).toBeLessThanOrEqual(60);
        if (truth > 20) expect(answer).toMatchObject({ isSure: true, end: 'found' });
      }
    }),
  );
});

it('ends whatever it is told', () => {
  const outcome = fc.constantFrom('holds', 'broken', 'open', 'limited') as fc.Arbitrary<
    SearchStep['outcome']
  >;
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 100, maxLength: 100 }), (outcomes) => {
      const steps: Visit[] = [];
      const range: SearchRange = { unit: 'users', startLoad: 8, mostLoad: 1000, precision: 0.05 };
      for (const one of outcomes) {
        const move = nextMove(steps, range);
        if (move.kind === 'end') return;
        expect(move.load).toBeGreaterThanOrEqual(1);
        expect(move.load).toBeLessThanOrEqual(1000);
        steps.push({ ...move, outcome: one, leans: one === 'holds' ? 'holds' : 'broken', why: '' });
      }
      throw new Error('It goes on for ever');
    }),
  );
});

it('does not try less and less load where even nothing that counts against it proves too little', () => {
  const range: SearchRange = { unit: 'users', startLoad: 12, mostLoad: 200, precision: 0.25 };
  const steps: (Visit & Pick<SearchStep, 'thresholds'>)[] = [];
  for (;;) {
    const move = nextMove(steps, range);
    if (move.kind === 'end') {
      expect(move.answer).toMatchObject({ isSure: false, end: 'found' });
      break;
    }
    const { load, purpose } = move;
    const isBroken = load > 50;
    const [metric, rule] = ['http_req_duration', 'p(95)<500'];
    const ratio = isBroken ? 1 : 0;
    steps.push({
      ...{ load, purpose, outcome: isBroken ? 'broken' : 'open', leans: isBroken ? 'broken' : 'holds' },
      why: isBroken ? '' : TOO_LITTLE,
      thresholds: [{ metric, rule, kind: 'share', most: 0.05, ratio, low: null, high: null }],
    });
  }
  expect(steps.filter(({ outcome, purpose }) => outcome === 'open' && purpose === 'secure').length).toBe(1);
});

it('looks again where the generator could not keep up for once, and says so when it never can', () => {
  const range: SearchRange = {
    unit: 'iterations per second',
    startLoad: 30,
    mostLoad: 1000,
    precision: 0.05,
  };
  const answerWith = (limitedVisits: number) => {
    const steps: Visit[] = [];
    for (;;) {
      const move = nextMove(steps, range);
      if (move.kind === 'end') return move.answer;
      const { load, purpose } = move;
      const leans = load <= 200 ? 'holds' : 'broken';
      const visits = steps.filter((step) => step.load === load).length;
      const isLimited = load === 169.7 && visits < limitedVisits;
      steps.push({
        load,
        purpose,
        outcome: isLimited ? 'limited' : leans,
        leans,
        why: isLimited ? 'late' : '',
      });
    }
  };
  const found = answerWith(2);
  expect(found).toMatchObject({ end: 'found', isSure: true });
  expect((found.high ?? 0) / (found.low ?? 1)).toBeLessThan(1.051);
  expect(answerWith(3)).toMatchObject({ end: 'generator', low: 120, high: 240, detail: 'late' });
});
