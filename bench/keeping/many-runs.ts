import { samplePlan } from '../../lib/plan/sample-plan.ts';
import type { Database } from '../../lib/server/database.ts';
import { searchable } from '../../lib/server/runs/run-row.ts';

const PLANS = 20;
const AT_ONCE = 100;
const VERDICTS = ['passed', 'passed', 'passed', 'failed', 'aborted', 'invalid'];

/** Rows of so many more runs like one, of twenty plans and a hundred releases; answers the id of one of the plans. */
export async function fillWithRuns(db: Database, like: string, count: number): Promise<string> {
  const {
    id: _,
    setId,
    setPosition,
    setSide,
    ...row
  } = await db.run.findUniqueOrThrow({ where: { id: like } });
  const plans: { planId: string; planVersionId: string; name: string }[] = [];
  for (let at = 0; at < PLANS; at++) {
    const name = `Journey ${at}`;
    const { id, versionId } = await db.plan
      .create({
        data: {
          ...{ name, description: '', scenarioNames: '["Visitors"]' },
          versions: { create: { number: 1, document: JSON.stringify(samplePlan({ name })) } },
        },
        include: { versions: true },
      })
      .then(({ id, versions }) => ({ id, versionId: versions[0]?.id ?? '' }));
    plans.push({ planId: id, planVersionId: versionId, name });
  }
  for (let at = 0; at < count; at += AT_ONCE)
    await db.run.createMany({
      data: Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) => {
        const number = at + index;
        const { name = '', ...plan } = plans[number % PLANS] ?? {};
        const release = `${Math.floor(number / 1000)}.${Math.floor(number / 100) % 10}`;
        const note = `note ${number}`;
        return {
          ...row,
          ...plan,
          ...{ release, note, verdict: VERDICTS[number % VERDICTS.length] ?? null },
          searchText: searchable([name, row.environmentName, 'staging', release, note].join('\n')),
        };
      }),
    });
  return plans[7]?.planId ?? '';
}
