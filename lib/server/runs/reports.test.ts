import { expect, it } from 'vitest';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getComparisonReport, getGate, getRunReport } from './reports.ts';

async function endedRuns() {
  const { ctx, runs, engine, audience } = await supervised();
  await runs.start();
  const ids: string[] = [];
  for (const release of ['1.0 </script><b>', '1.1']) {
    const id = await queueRun(ctx, { release });
    (await engine.next()).begin().pass(5).finish();
    await audience.finished(id);
    ids.push(id);
  }
  const [baseline = '', candidate = ''] = ids;
  return { ctx, baseline, candidate };
}

it('is one page that asks for nothing from elsewhere, and in which names are only names', async () => {
  const { ctx, ...ids } = await endedRuns();
  const compared = await getComparisonReport({ ctx, input: { ...ids, failOn: 'worse' } });
  const alone = await getRunReport({ ctx, input: { id: ids.baseline } });
  for (const response of [compared, alone]) {
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const text = await response.text();
    expect(text).toContain('release 1.0 &#60;/script&#62;&#60;b&#62;');
    expect(text).not.toContain('</script><b>');
    expect(text).not.toMatch(/(src|href)=/);
    expect(text).toMatch(
      /class="answer \w+">(The gates let it ship|It ran to its end; the plan has no thresholds)/,
    );
    expect(text.length).toBeLessThan(100_000);
  }
});

it('is a gate, and says what is wrong with one', async () => {
  const { ctx, ...ids } = await endedRuns();
  expect(await getGate({ ctx, input: { ...ids, failOn: 'worse:p95,worse:failed:1' } })).toMatchObject({
    passed: true,
    gates: [{ text: 'worse:p95' }, { text: 'worse:failed:1' }],
    broken: [],
  });
  await expect(getGate({ ctx, input: { ...ids, failOn: 'worse:p42' } })).rejects.toThrow('no metric "p42"');
});
