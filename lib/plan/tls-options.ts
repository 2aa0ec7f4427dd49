import { z } from 'zod';

const SECRET = /^$|^\{\{[A-Za-z_][A-Za-z0-9_-]*\}\}$/;
const Pem = z.string().max(200_000).default('');

/** How an environment's targets are spoken to over TLS. */
export const TlsOptions = z
  .strictObject({
    ca: Pem.describe(
      'Certificates (PEM) of authorities that are trusted beside the usual ones. May be a placeholder, as all of these may.',
    ),
    certificate: Pem.describe('The certificate (PEM) that this side shows, with those of its authorities.'),
    key: z
      .string()
      .max(200)
      .regex(
        SECRET,
        'must be a placeholder such as {{clientKey}}; put the key itself into a secret of that name',
      )
      .default('')
      .describe('Its private key (PEM): a placeholder that names a secret, such as `{{clientKey}}`.'),
    passphrase: z
      .string()
      .max(200)
      .regex(SECRET, 'must be a placeholder such as {{passphrase}}; put the passphrase itself into a secret')
      .default('')
      .describe('What the key is encrypted with: a placeholder that names a secret.'),
    serverName: z
      .string()
      .max(255)
      .regex(/^[A-Za-z0-9.-]*$/, 'must be a name such as shop.example.com')
      .default('')
      .describe("The name that the target is asked for (SNI) and must prove; the URL's host when left out."),
    verify: z
      .boolean()
      .default(true)
      .describe('Whether certificates of targets are checked. Without it anybody can answer for them.'),
  })
  .superRefine(({ certificate, key }, context) => {
    if (certificate !== '' && key === '')
      context.addIssue({
        code: 'custom',
        path: ['key'],
        message: 'is missing: the certificate needs its key',
      });
    if (certificate === '' && key !== '')
      context.addIssue({
        code: 'custom',
        path: ['certificate'],
        message: 'is missing: the key needs its certificate',
      });
  })
  .meta({ title: 'TLS options', description: 'How targets are spoken to over TLS.' });
export type TlsOptions = z.output<typeof TlsOptions>;
