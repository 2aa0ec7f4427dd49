import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overrideOf, parseHostAddress } from './host-address.ts';
import { HostOverrides, ResolvePolicy } from './host-override.ts';

describe('an address', () => {
  it.each([
    ['10.0.0.5', { ip: '10.0.0.5', port: null }],
    ['10.0.0.5:8443', { ip: '10.0.0.5', port: 8443 }],
    ['FD00::5', { ip: 'fd00::5', port: null }],
    ['[fd00::5]:443', { ip: 'fd00::5', port: 443 }],
    ['[::1]', { ip: '::1', port: null }],
  ])('%s', (text, address) => expect(parseHostAddress(text)).toEqual(address));

  it.each([
    '',
    'shop.example.com',
    '10.0.0.5:0',
    '10.0.0.5:65536',
    '10.0.0.256',
    '[10.0.0.5]:1',
    '::1]:80',
    '1.2.3.4 ',
  ])('is not %j', (text) => expect(parseHostAddress(text)).toBeUndefined());

  it('reads back whatever it can be written from', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.ipV6()),
        fc.option(fc.integer({ min: 1, max: 65_535 })),
        (ip, port) => {
          const text = port === null ? ip : `${ip.includes(':') ? `[${ip}]` : ip}:${port}`;
          expect(parseHostAddress(text)).toEqual({ ip: ip.toLowerCase(), port });
        },
      ),
    );
  });
});

describe('an override', () => {
  const hosts = HostOverrides.parse({ shop: ['10.0.0.1'], 'shop:8443': ['10.0.0.2:1', '10.0.0.3'] });
  it.each([
    ['http://shop/x', ['10.0.0.1']],
    ['https://SHOP/', ['10.0.0.1']],
    ['https://shop:8443/', ['10.0.0.2', '10.0.0.3']],
    ['https://other/', undefined],
    ['https://constructor/', undefined],
  ])('of %s', (url, ips) => expect(overrideOf(hosts, new URL(url))?.map(({ ip }) => ip)).toEqual(ips));

  it('goes by the port that the scheme means', () => {
    const byPort = { 'shop:443': ['10.0.0.9'] };
    expect(overrideOf(byPort, new URL('https://shop/'))).toEqual([{ ip: '10.0.0.9', port: null }]);
    expect(overrideOf(byPort, new URL('http://shop/'))).toBeNull();
  });
});

it.each(['once', 'per-connection', '30s', '1m30s'])('takes the policy %s', (text) => {
  expect(ResolvePolicy.safeParse(text).success).toBe(true);
});
it.each(['', '0s', 'never', '30'])('refuses the policy %j', (text) => {
  expect(ResolvePolicy.safeParse(text).success).toBe(false);
});
