import { describe, expect, it } from 'vitest';
import type { TokenScope } from '../../api/tokens.ts';
import { testContext } from '../testing/context.ts';
import { authorizeByToken } from './authorize.ts';
import { createToken } from './create.ts';
import { listTokens } from './list.ts';
import { revokeToken } from './revoke.ts';

async function withToken(scope: TokenScope, isRequired = false) {
  const ctx = await testContext();
  const made = await createToken({ ctx, input: { name: ' CI ', scope } });
  const authorize = authorizeByToken(ctx.db, isRequired);
  const ask = async (method: string, url: string, token: string | null = made.token, from = '127.0.0.1') =>
    (
      await authorize({
        ...{ method, url, socket: { remoteAddress: from } },
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
      })
    )?.status;
  return { ctx, made, ask };
}

describe('an API token', () => {
  it('is told once, and kept as a hash alone', async () => {
    const { ctx, made } = await withToken('run');
    expect(made).toMatchObject({ name: 'CI', scope: 'run', lastUsedAt: null, revokedAt: null });
    expect(made.token).toMatch(/^rehearsal_[\w-]{43}$/);
    expect(JSON.stringify(await listTokens({ ctx }))).not.toContain(made.token);
    expect(JSON.stringify(await ctx.db.apiToken.findMany())).not.toContain(made.token);
  });

  it.each<[TokenScope, (number | undefined)[]]>([
    ['read', [undefined, 403, 403, 403, 403, 403]],
    ['run', [undefined, undefined, undefined, 403, 403, 403]],
    ['admin', [undefined, undefined, undefined, undefined, undefined, undefined]],
  ])('with the scope %s may do what that says and no more', async (scope, answers) => {
    const { ask } = await withToken(scope);
    expect([
      await ask('GET', '/api/runs?limit=1'),
      await ask('POST', '/api/runs/import'),
      await ask('POST', '/api/runs'),
      await ask('DELETE', '/api/runs/1'),
      await ask('POST', '/api/plans'),
      await ask('GET', '/api/tokens'),
    ]).toEqual(answers);
  });

  it('lets nobody in who has made it up, and nobody once it is revoked', async () => {
    const { ctx, made, ask } = await withToken('admin');
    expect(await ask('GET', '/api/runs', `${made.token}x`)).toBe(401);
    expect(await ask('GET', '/api/runs', "' OR 1=1")).toBe(401);
    await revokeToken({ ctx, input: { id: made.id } });
    expect(await ask('GET', '/api/runs')).toBe(401);
    await expect(revokeToken({ ctx, input: { id: made.id } })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('shows when it was used last', async () => {
    const { ctx, ask } = await withToken('read');
    await ask('POST', '/api/runs');
    expect((await listTokens({ ctx }))[0]?.lastUsedAt).toBeNull();
    await ask('GET', '/api/runs');
    const [used] = await listTokens({ ctx });
    expect(Math.abs(Date.now() - Date.parse(used?.lastUsedAt ?? ''))).toBeLessThan(60_000);
  });

  it('is needed by other machines when it is required, and by nobody else', async () => {
    const { ask } = await withToken('read', true);
    expect(await ask('GET', '/api/runs', null, '127.0.0.1')).toBeUndefined();
    expect(await ask('GET', '/api/runs', null, '::1')).toBeUndefined();
    expect(await ask('GET', '/api/runs', null, '::ffff:127.0.0.1')).toBeUndefined();
    expect(await ask('GET', '/plans', null, '10.0.0.7')).toBe(401);
    expect(await ask('GET', '/api/runs', undefined, '10.0.0.7')).toBeUndefined();
    const open = await withToken('read');
    expect(await open.ask('GET', '/api/runs', null, '10.0.0.7')).toBeUndefined();
  });
});
