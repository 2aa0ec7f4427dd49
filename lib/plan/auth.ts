import { z } from 'zod';

const Credential = z.string().max(10_000);

/** How a request says who it is. */
export const Auth = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('basic'),
      user: Credential.describe('May hold placeholders.'),
      password: Credential.default('').describe('Best a secret of the environment, such as `{{password}}`.'),
    }),
    z.strictObject({
      type: z.literal('bearer'),
      token: Credential.min(1).describe('A secret, or a token that was extracted before: `{{token}}`.'),
    }),
  ])
  .meta({
    title: 'auth',
    description:
      'What the `Authorization` header says; one of these. A redirect to another host is followed without it.',
  });
export type Auth = z.output<typeof Auth>;
