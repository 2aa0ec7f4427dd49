import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ScriptSource } from '../../../runner/script/inspect.ts';
import { unreadScriptPlan } from '../../script/script-plan.ts';
import { createEnvironment } from '../environments/create.ts';
import { createPlan } from '../plans/create.ts';
import { getPlan } from '../plans/get.ts';
import { savePlanVersion } from '../plans/save-version.ts';
import { createRun } from '../runs/create.ts';
import { loadQueued } from '../runs/queued-run.ts';
import { testContext } from '../testing/context.ts';
import { exportScript } from './export.ts';
import { inspectScript } from './inspect.ts';
import { type LookAtScript, ScriptDesk } from './script-desk.ts';

/** A script whose text is the body of a function that gives its options; `env` is all that it sees. */
const look: LookAtScript = async ({ entry, files, env }, said) => {
  const file = files[entry];
  const text = file && 'text' in file ? file.text : '';
  const [, users] = /users: (\w+)/.exec(text) ?? [];
  if (!users) return { ok: false, problems: [{ file: entry, line: 3, message: `no users, ${env.token}` }] };
  said({ at: 0, level: 'info', text: Object.keys(env).join(' ') });
  const options = { vus: Number(env[users] ?? users), duration: '5s', tags: { of: env[`${users}_TAG`] } };
  return {
    ok: true,
    script: { entry, files, metrics: {}, exports: ['default'], options: JSON.stringify(options) },
  };
};

async function context() {
  const seen: ScriptSource[] = [];
  const scripts = new ScriptDesk((source, said) => {
    seen.push(source);
    return look(source, said);
  });
  const ctx = { ...(await testContext()), scripts };
  const save = (text: string, variables: Record<string, string> = {}) => ({
    document: { ...unreadScriptPlan('Shop', 'shop.js', { 'shop.js': { text } }), variables },
  });
  const environment = await createEnvironment({
    ctx,
    input: {
      name: 'Staging',
      baseUrl: 'http://127.0.0.1:4010',
      maxVUs: 50,
      variables: { USERS: '20' },
      secrets: { token: 'hush-hush' },
    },
  });
  return { ctx, seen, save, environmentId: environment.id };
}

const vusOf = (scenario: { executor: object } | undefined) =>
  scenario && 'vus' in scenario.executor ? scenario.executor.vus : undefined;

describe('plans of scripts', () => {
  it('get their load from the script whenever they are saved, whatever came with them', async () => {
    const { ctx, save } = await context();
    const { id } = await createPlan({ ctx, input: save('users: 3') });
    const { document } = (await getPlan({ ctx, input: { id } })).version;
    expect(document.scenarios[0]?.executor).toMatchObject({ type: 'constant-vus', vus: 3 });
    expect(document.name).toBe('Shop');
    const body = save('users: COUNT', { COUNT: '4' });
    await savePlanVersion({ ctx, input: { planId: id, body } });
    const newest = (await getPlan({ ctx, input: { id } })).version;
    expect([newest.number, vusOf(newest.document.scenarios[0])]).toEqual([2, 4]);
    expect(newest.document.variables).toEqual({ COUNT: '4' });
  });

  it('can be saved unfinished, and cannot be run before they are mended', async () => {
    const { ctx, save, environmentId } = await context();
    const { id } = await createPlan({ ctx, input: save('oops') });
    const run = createRun({ ctx, input: { planId: id, environmentId } });
    await expect(run).rejects.toMatchObject({
      code: 'invalid',
      // Nor does what a script throws tell a secret.
      issues: [{ path: 'script', message: 'shop.js:3: no users, ***' }],
    });
    expect(await ctx.db.run.count()).toBe(0);
  });
});

describe('a run of a script', () => {
  it('has the load that the script asks for in its environment, within its ceilings', async () => {
    const { ctx, seen, save, environmentId } = await context();
    const { id } = await createPlan({ ctx, input: save('users: USERS', { USERS: '2' }) });
    const own = await createRun({ ctx, input: { planId: id, environmentId } });
    expect(seen.at(-1)?.env).toEqual({ BASE_URL: 'http://127.0.0.1:4010', USERS: '2', token: 'hush-hush' });
    expect((await ctx.db.run.findUniqueOrThrow({ where: { id: own.id } })).planDocument).toBeNull();

    const { id: planId } = await createPlan({ ctx, input: save('users: USERS') });
    const run = await createRun({ ctx, input: { planId, environmentId } });
    const { request } = await loadQueued(ctx.db, run.id);
    expect(vusOf(request.plan.scenarios[0])).toBe(20);
    expect(request.environment.variables).toEqual({ BASE_URL: 'http://127.0.0.1:4010', USERS: '20' });
    expect(JSON.stringify(await ctx.db.run.findUniqueOrThrow({ where: { id: run.id } }))).not.toContain(
      'hush',
    );

    const many = await createPlan({ ctx, input: save('users: 51') });
    await expect(createRun({ ctx, input: { planId: many.id, environmentId } })).rejects.toMatchObject({
      issues: [{ path: 'scenarios', message: expect.stringContaining('allows 50') }],
    });
  });

  it('keeps no secret that its options hold', async () => {
    const { ctx, save } = await context();
    const { id: environmentId } = await createEnvironment({
      ctx,
      input: {
        name: 'Loud',
        baseUrl: 'http://127.0.0.1:4010',
        variables: { USERS: '2' },
        secrets: { USERS_TAG: 'hush-hush' },
      },
    });
    const { id: planId } = await createPlan({ ctx, input: save('users: USERS') });
    await expect(createRun({ ctx, input: { planId, environmentId } })).rejects.toMatchObject({
      issues: [{ path: 'script', message: expect.stringContaining('the secret "USERS_TAG"') }],
    });
  });
});

describe('a script that is downloaded', () => {
  it('is its file, or all of its files in an archive', async () => {
    const { ctx } = await context();
    const exported = async (files: Record<string, { text: string } | { base64: string }>) => {
      const document = unreadScriptPlan('Shop', 'src/shop.js', files);
      const { id } = await createPlan({ ctx, input: { document } });
      return exportScript({ ctx, input: { id } });
    };
    const one = { 'src/shop.js': { text: 'users: 3' } };
    expect(await exported(one)).toMatchObject({
      name: 'shop.js',
      bytes: new Uint8Array(Buffer.from('users: 3')),
    });
    const all = { ...one, 'lib/ä.bin': { base64: '/wAB' } };
    const { name, bytes } = await exported(all);
    expect(name).toBe('shop.zip');
    expect(unzipSync(bytes)).toEqual({
      'src/shop.js': new Uint8Array(Buffer.from('users: 3')),
      'lib/ä.bin': new Uint8Array([255, 0, 1]),
    });
  });
});

describe('looking at a script while it is edited', () => {
  it('gives its problems at their lines, or the load that it asks for, without secrets', async () => {
    const { ctx, environmentId } = await context();
    const files = (text: string) => ({ 'a.js': { text } });
    const wrong = await inspectScript({ ctx, input: { entry: 'a.js', files: files('oops'), variables: {} } });
    expect(wrong).toEqual({
      problems: [{ file: 'a.js', line: 3, message: 'no users, undefined' }],
      said: [],
      asks: null,
    });
    const input = { entry: 'a.js', files: files('users: USERS'), variables: { X: '1' }, environmentId };
    const right = await inspectScript({ ctx, input });
    expect(vusOf(right.asks?.scenarios[0])).toBe(20);
    expect(right.said.map(({ text }) => text)).toEqual(['BASE_URL USERS X']);
  });

  it.each([{ entry: '../a.js' }, { files: { '/etc/passwd': { text: '' } } }, { files: { 'a.js': 'x' } }])(
    'refuses %j',
    async (over) => {
      const { ctx } = await context();
      const input = { entry: 'a.js', files: {}, variables: {}, ...over };
      await expect(inspectScript({ ctx, input })).rejects.toMatchObject({ code: 'invalid' });
    },
  );
});
