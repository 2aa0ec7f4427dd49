import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostGuard } from './host-guard.ts';

const guard = (allowedHosts: string[], hosts: Record<string, string[]> = {}) =>
  new HostGuard({ allowedHosts, hosts });

describe('a target behind a proxy', () => {
  const behind = (proxy: string, allowedHosts: string[], url: string, hosts = {}) =>
    new HostGuard({ allowedHosts, hosts, proxy: { url: proxy, user: '', password: '' } }).refusedHost(
      new URL(url),
    );
  it.each([
    ['both are allowed', 'http://proxy.test:3128', ['shop.test', 'proxy.test'], 'https://shop.test/', null],
    ['the proxy is not', 'http://proxy.test:3128', ['shop.test'], 'https://shop.test/', 'proxy.test:3128'],
    ['the target is not', 'http://proxy.test:3128', ['proxy.test'], 'https://shop.test/', 'shop.test'],
    ['the proxy is this machine', 'http://127.0.0.1:3128', ['shop.test'], 'https://shop.test/', null],
    ['both are this machine', 'http://127.0.0.1:3128', [], 'http://localhost:4000/', null],
    ['the target is this machine', 'http://proxy.test:3128', [], 'http://localhost:4000/', null],
  ])('when %s', (_, proxy, allowed, url, refused) => expect(behind(proxy, allowed, url)).toBe(refused));

  it('is judged by its name, and the proxy by the address it is given', () => {
    const hosts = { 'shop.test': ['127.0.0.1'], 'proxy.test': ['10.0.0.5'] };
    expect(behind('http://proxy.test:3128', ['proxy.test'], 'http://shop.test/', hosts)).toBe('shop.test');
    expect(behind('http://proxy.test:3128', ['proxy.test', 'shop.test'], 'http://shop.test/', hosts)).toBe(
      '10.0.0.5:3128',
    );
  });
});

describe('a name that the environment overrides', () => {
  it.each([
    ['this machine', [], ['127.0.0.1', '127.8.9.1:8443', '::1', '[::1]:1']],
    ['an allowed address', ['10.0.0.5'], ['10.0.0.5', '10.0.0.5:8443']],
    ['an allowed address and port', ['10.0.0.5:8443', '[fd00::5]:443'], ['10.0.0.5:8443', 'fd00::5']],
  ])('may lead to %s, also when the name itself is not allowed', (_, allowed, addresses) => {
    expect(guard(allowed, { 'shop.test': addresses }).refusal(new URL('https://shop.test/'))).toBeNull();
  });

  it.each([
    ['an address that is not allowed', ['shop.test'], ['10.0.0.5'], '10.0.0.5'],
    ['another port than the allowed one', ['shop.test', '10.0.0.5:443'], ['10.0.0.5:8443'], '10.0.0.5:8443'],
    ['one that is not allowed among others', ['10.0.0.5'], ['127.0.0.1', '10.0.0.5', '10.0.0.6'], '10.0.0.6'],
    ['this machine in disguise', ['shop.test'], ['::ffff:127.0.0.1'], '[::ffff:7f00:1]'],
    ['any address of this machine', ['shop.test'], ['0.0.0.0'], '0.0.0.0'],
  ])('may not lead to %s, also when the name itself is allowed', (_, allowed, addresses, refused) => {
    const strict = guard(allowed, { 'shop.test': addresses });
    const url = new URL('https://shop.test/x');
    expect(strict.refusedHost(url)).toBe(refused);
    expect(strict.refusal(url)).toContain(
      `the environment sends shop.test to ${refused}, and ${refused} is not`,
    );
  });

  it('may be localhost, which is not this machine any more then', () => {
    const url = new URL('http://localhost:4000/');
    expect(guard([]).allows(url)).toBe(true);
    expect(guard([], { localhost: ['10.0.0.5'] }).allows(url)).toBe(false);
    expect(guard([], { 'localhost:4001': ['10.0.0.5'] }).allows(url)).toBe(true);
  });
});

it('never lets an address pass that is neither loopback nor allowed', () => {
  const addresses = fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(addresses, fc.nat(4), fc.boolean(), (ips, kept, nameAllowed) => {
      const asHost = (ip: string) => new URL(`http://${ip.includes(':') ? `[${ip}]` : ip}`).hostname;
      const allowed = ips.slice(0, kept).map(asHost);
      const passes = guard([...allowed, ...(nameAllowed ? ['shop.test'] : [])], { 'shop.test': ips }).allows(
        new URL('http://shop.test/'),
      );
      const harmless = (ip: string) => asHost(ip).startsWith('127.') || asHost(ip) === '[::1]';
      expect(passes).toBe(ips.every((ip) => harmless(ip) || allowed.includes(asHost(ip))));
    }),
  );
});
