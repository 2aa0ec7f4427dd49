import { describe, expect, it } from 'vitest';
import { testContext } from '../testing/context.ts';
import { createEnvironment } from './create.ts';
import { deleteEnvironment } from './delete.ts';
import { getEnvironment } from './get.ts';
import { listEnvironments } from './list.ts';
import { updateEnvironment } from './update.ts';

const staging = {
  name: 'Staging',
  baseUrl: 'https://staging.example.com',
  allowedHosts: ['staging.example.com'],
};

describe('environments', () => {
  it('are saved with defaults and listed by name', async () => {
    const ctx = await testContext();
    await createEnvironment({ ctx, input: staging });
    await createEnvironment({ ctx, input: { name: 'Local', baseUrl: 'http://127.0.0.1:4010' } });
    expect(await listEnvironments({ ctx })).toMatchObject([
      {
        name: 'Local',
        maxVUs: 1000,
        maxRequestsPerSecond: 10_000,
        allowedHosts: [],
        variables: {},
        secretNames: [],
      },
      { name: 'Staging', allowedHosts: ['staging.example.com'] },
    ]);
  });

  it('never show a secret', async () => {
    const ctx = await testContext();
    const created = await createEnvironment({ ctx, input: { ...staging, secrets: { token: 'hush-hush' } } });
    const { id } = created;
    const answers = [
      created,
      await getEnvironment({ ctx, input: { id } }),
      await listEnvironments({ ctx }),
      await updateEnvironment({ ctx, input: { id, body: { ...staging, secrets: { other: 'hush-hush' } } } }),
    ];
    expect(JSON.stringify(answers)).not.toContain('hush-hush');
    expect(answers[1]).toMatchObject({ secretNames: ['token'] });
    expect(answers[3]).toMatchObject({ secretNames: ['other', 'token'] });
  });

  it('set, keep and remove secrets', async () => {
    const ctx = await testContext();
    const { id } = await createEnvironment({ ctx, input: { ...staging, secrets: { a: '1', b: '2' } } });
    await updateEnvironment({ ctx, input: { id, body: { ...staging, secrets: { a: null, c: '3' } } } });
    const secrets = await ctx.db.secret.findMany({
      orderBy: { name: 'asc' },
      select: { name: true, value: true },
    });
    expect(secrets).toEqual([
      { name: 'b', value: '2' },
      { name: 'c', value: '3' },
    ]);
  });

  it('refuse a secret that a variable would hide, and change nothing then', async () => {
    const ctx = await testContext();
    const { id } = await createEnvironment({ ctx, input: { ...staging, secrets: { token: 'x' } } });
    const body = { ...staging, name: 'Other', variables: { token: 'y' }, secrets: { more: 'z' } };
    await expect(updateEnvironment({ ctx, input: { id, body } })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'secrets.token' }],
    });
    expect(await getEnvironment({ ctx, input: { id } })).toMatchObject({
      name: 'Staging',
      secretNames: ['token'],
    });
  });

  it('have names of their own', async () => {
    const ctx = await testContext();
    await createEnvironment({ ctx, input: staging });
    const { id } = await createEnvironment({ ctx, input: { ...staging, name: 'Other' } });
    const taken = { code: 'conflict', issues: [{ path: 'name' }] };
    await expect(createEnvironment({ ctx, input: staging })).rejects.toMatchObject(taken);
    await expect(updateEnvironment({ ctx, input: { id, body: staging } })).rejects.toMatchObject(taken);
    expect(await listEnvironments({ ctx })).toHaveLength(2);
  });

  it('list all that is wrong', async () => {
    const ctx = await testContext();
    const input = {
      name: ' ',
      baseUrl: 'ftp://x',
      allowedHosts: ['http://x'],
      maxVUs: 0,
      secrets: { '1x': 'y' },
      more: 1,
    };
    const error = await createEnvironment({ ctx, input }).catch((thrown) => thrown);
    const paths = error.issues.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['name', 'baseUrl', 'allowedHosts.0', 'maxVUs', 'secrets.1x', '']),
    );
  });

  it('are deleted with their secrets', async () => {
    const ctx = await testContext();
    const { id } = await createEnvironment({ ctx, input: { ...staging, secrets: { token: 'x' } } });
    await deleteEnvironment({ ctx, input: { id } });
    expect(await ctx.db.secret.count()).toBe(0);
    await expect(deleteEnvironment({ ctx, input: { id } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getEnvironment({ ctx, input: { id } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(updateEnvironment({ ctx, input: { id, body: staging } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
