import type { HttpProxy } from '../../lib/plan/proxy.ts';
import type { FillIn } from './environment-text.ts';
import type { ProxyRoute } from './origins.ts';

/** The proxy of an environment, its credentials filled in. */
export function proxyRoute(proxy: HttpProxy | undefined, fillIn: FillIn): ProxyRoute | null {
  if (!proxy) return null;
  const user = fillIn(proxy.user, 'proxy.user');
  const password = fillIn(proxy.password, 'proxy.password');
  const pair = `${user}:${password}`;
  const authorization = pair === ':' ? '' : `Basic ${Buffer.from(pair).toString('base64')}`;
  return { url: new URL(proxy.url), authorization };
}

/** What to do about a proxy that answers 407. */
export function proxyWants({ authorization }: ProxyRoute): string {
  return authorization === ''
    ? 'the proxy wants a user and a password: give them as proxy.user and proxy.password of the environment'
    : 'the proxy does not take proxy.user and proxy.password of the environment';
}
