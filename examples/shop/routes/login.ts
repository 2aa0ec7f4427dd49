import { Hono } from 'hono';
import { z } from 'zod';
import type { Statement } from '../database/protocol.ts';
import type { Faults } from '../faults.ts';
import type { ShopEnvironment } from '../http/environment.ts';
import { RequestError } from '../http/errors.ts';
import { parseBody } from '../http/input.ts';
import { verifyPassword, verifyPasswordBlocking } from '../passwords.ts';
import { issueToken, tokenLifetimeSeconds } from '../tokens.ts';

const credentials = z.object({ email: z.email(), password: z.string().min(1).max(200) });

const userByEmail: Statement = {
  name: 'user_by_email',
  sql: 'SELECT id, password_hash FROM users WHERE email = :email',
};
type UserRow = { id: number; password_hash: string };

export function loginRoutes(faults: Faults): Hono<ShopEnvironment> {
  const verify = faults.blocking > 0 ? verifyPasswordBlocking : verifyPassword;
  return new Hono<ShopEnvironment>().post('/login', async (c) => {
    const { email, password } = await parseBody(c, credentials);
    const [user] = await c.get('db').all<UserRow>(userByEmail, { email });
    if (!user || !(await verify(password, user.password_hash))) {
      throw new RequestError(401, 'no user has this email and password');
    }
    const accessToken = issueToken(user.id, Date.now());
    return c.json({ accessToken, tokenType: 'Bearer', expiresIn: tokenLifetimeSeconds });
  });
}
