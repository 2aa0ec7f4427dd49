import { z } from 'zod';

/** Between us and the targets. */
export const HttpProxy = z
  .strictObject({
    url: z
      .string()
      .max(2000)
      .refine(isProxyUrl, {
        message:
          'must be http:// with a host and a port, such as http://proxy.example.com:3128; user and password have fields of their own',
      })
      .describe('Where it is. It must be an allowed host.'),
    user: z.string().max(1000).default('').describe('May be a placeholder.'),
    password: z
      .string()
      .max(1000)
      .default('')
      .describe('Best a placeholder that names a secret, such as `{{proxyPassword}}`.'),
  })
  .meta({
    title: 'proxy',
    description:
      'An HTTP proxy. Targets with https:// are reached through a tunnel (CONNECT). Targets on this machine are reached without it, unless it runs on this machine too. What it calls a name it looks up itself, so `hosts` and `resolve` hold for the proxy alone.',
  });
export type HttpProxy = z.output<typeof HttpProxy>;

function isProxyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname, search, hash, hostname } = new URL(text);
  return (
    protocol === 'http:' && hostname !== '' && username + password + search + hash === '' && pathname === '/'
  );
}
