import { describe, expect, it } from 'vitest';
import { parsePlan } from '../plan/parse-plan.ts';
import { samplePlan, samplePlanInput } from '../plan/sample-plan.ts';
import { scenarioSnapshot, seriesSnapshot, snapshotOf } from '../run/sample-snapshots.ts';
import { seriesOf } from '../run/series.ts';
import { matchingScenarios, matchingSeries } from './selection.ts';
import { parseMetricSelector } from './selector.ts';
import { createTally } from './tally.ts';

const tagged = (over: Parameters<typeof samplePlanInput>[0] = {}) => {
  const input = samplePlanInput(over);
  const [browse, buy] = input.scenarios;
  if (!browse || !buy) throw new Error('the sample has two scenarios');
  return {
    ...input,
    scenarios: [
      { ...browse, tags: { team: 'shop', tier: 'free' } },
      {
        ...buy,
        tags: { team: 'checkout', tier: 'free' },
        vuSetup: [{ type: 'request' as const, name: 'Log in', url: '/login' }],
      },
    ],
  };
};
const plan = samplePlan(tagged());
const select = (text: string) => {
  const selector = parseMetricSelector(text);
  if (!selector.ok) throw new Error(selector.message);
  return selector.value;
};

describe('tags of scenarios', () => {
  it('select the scenarios and requests that carry all of them', () => {
    const names = (text: string) => {
      const matches = matchingSeries(select(text), plan);
      return seriesOf(plan).flatMap(({ name }, index) => (matches[index] ? [name] : []));
    };
    expect(names('http_reqs{team:checkout}')).toEqual(['Order']);
    expect(names('http_reqs{tier:free}')).toEqual(['Home', 'List', 'Order']);
    expect(names('http_reqs{tier:free,name:List}')).toEqual(['List']);
    expect(matchingScenarios(select('iterations{team:shop}'), plan)).toEqual([true, false]);
  });

  it('count what their scenarios did', () => {
    const tally = createTally(select('http_reqs{team:checkout}'), plan);
    const order = seriesOf(plan).findIndex(({ name }) => name === 'Order');
    tally.add(
      snapshotOf(0, [], {
        series: [
          seriesSnapshot(0, [{ responseMs: 1 }]),
          seriesSnapshot(order, [{ responseMs: 1 }, { responseMs: 2 }]),
        ],
        scenarios: [scenarioSnapshot(0, {})],
      }),
    );
    expect(tally.value({ type: 'count' }, 1)).toBe(2);
  });

  it.each([
    ['http_reqs{team:checkout}', undefined],
    [
      'http_reqs{team:chekout}',
      'no scenario has the tag team with the value "chekout"; there are "shop", "checkout"',
    ],
    ['http_reqs{taem:checkout}', 'no scenario has a tag "taem" (did you mean "team"?)'],
    ['http_reqs{nmae:Order}', 'no scenario has a tag "nmae" (did you mean "name"?)'],
    ['iterations{team:shop,scenario:Buy}', 'no scenario of this plan has all of these tags together'],
    ['http_reqs{team:shop,name:Order}', 'no request of this plan has all of these tags together'],
    ['http_reqs{name:Log in}', 'no request is called "Log in"'],
  ])('%s is judged with the plan', (metric, message) => {
    const result = parsePlan(tagged({ thresholds: [{ metric, rule: 'count>0' }] }));
    const faults = result.ok ? [] : result.issues.map((issue) => issue.message);
    if (message === undefined) expect(faults).toEqual([]);
    else expect(faults.join('\n')).toContain(message);
  });

  it('reach the setup where the plan counts it', () => {
    const metric = 'http_reqs{name:Log in,team:checkout}';
    const result = parsePlan(tagged({ setupInResults: true, thresholds: [{ metric, rule: 'count>0' }] }));
    expect(result.ok).toBe(true);
  });
});
