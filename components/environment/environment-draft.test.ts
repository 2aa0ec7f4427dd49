import { describe, expect, it } from 'vitest';
import { setAt } from '@/components/form/path.ts';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { TlsOptions } from '@/lib/plan/tls-options.ts';
import { checkEnvironment, draftOf, placeIssues, refusedHost, toSave } from './environment-draft.ts';

const stored: EnvironmentDetail = {
  production: false,
  id: 'e1',
  name: 'Staging',
  baseUrl: 'https://shop.example.com',
  variables: { region: 'eu' },
  allowedHosts: ['shop.example.com'],
  hosts: {},
  resolve: '30s',
  httpVersion: '1.1',
  tls: TlsOptions.parse({}),
  maxVUs: 100,
  maxRequestsPerSecond: 500,
  probes: [],
  secretNames: ['apiKey', 'password'],
  createdAt: '2025-11-21T09:00:00.000Z',
  updatedAt: '2025-11-21T09:00:00.000Z',
};
const draft = draftOf(stored);
const issuesOf = (path: string, value: unknown) =>
  checkEnvironment(setAt(draft, path, value)).map((issue) => `${issue.path}: ${issue.message}`);

describe('what is saved', () => {
  it('leaves kept secrets alone, sets new ones and removes others', () => {
    const edited = {
      ...draft,
      secrets: [
        { name: 'apiKey', value: '', state: 'kept' as const },
        { name: 'password', value: '', state: 'removed' as const },
        { name: 'token', value: 't', state: 'new' as const },
        { name: '', value: '', state: 'new' as const },
      ],
    };
    expect(toSave(edited).secrets).toEqual({ password: null, token: 't' });
    expect(toSave(draft)).toEqual({
      name: 'Staging',
      baseUrl: 'https://shop.example.com',
      variables: { region: 'eu' },
      allowedHosts: ['shop.example.com'],
      hosts: {},
      resolve: '30s',
      httpVersion: '1.1',
      production: false,
      tls: TlsOptions.parse({}),
      proxy: undefined,
      maxVUs: 100,
      maxRequestsPerSecond: 500,
      probes: [],
      secrets: {},
    });
  });

  it('takes the addresses of hosts by line, and finds what is wrong among them', () => {
    const hosts = 'Shop.example.com 10.0.0.5, 10.0.0.6:8443\n\nshop.example.com 10.0.0.7';
    expect(toSave(setAt(draft, 'hosts', hosts)).hosts).toEqual({
      'shop.example.com': ['10.0.0.5', '10.0.0.6:8443', '10.0.0.7'],
    });
    const read = draftOf({ ...stored, hosts: { a: ['10.0.0.1', '[::1]:80'], b: ['::1'] } });
    expect(read.hosts).toBe('a 10.0.0.1 [::1]:80\nb ::1');
    expect(issuesOf('hosts', 'a 10.0.0.1 elsewhere')).toEqual([
      'hosts: “elsewhere” must be an IP address such as 10.0.0.5, 10.0.0.5:8443 or [fd00::5]:8443',
    ]);
    expect(issuesOf('hosts', 'a')[0]).toBe('hosts: “a” needs at least one address');
    expect(issuesOf('hosts', 'http://a 10.0.0.1')[0]).toMatch(/^hosts: “http:\/\/a” must be a name/);
    expect(issuesOf('resolve', 'sometimes')[0]).toMatch(/^resolve: must be once/);
  });

  it('saves a proxy as soon as anything is said of it, and TLS options as they are', () => {
    expect(toSave(setAt(draft, 'proxy.url', 'http://proxy:3128')).proxy).toEqual({
      url: 'http://proxy:3128',
      user: '',
      password: '',
    });
    expect(issuesOf('proxy.user', 'me')[0]).toMatch(/^proxy\.url: must be http:\/\//);
    expect(issuesOf('tls.key', '-----BEGIN PRIVATE KEY-----')[0]).toMatch(/^tls\.key: must be a placeholder/);
    expect(issuesOf('tls.key', '{{key}}')).toEqual([
      'tls.certificate: is missing: the key needs its certificate',
    ]);
  });

  it('takes hosts by line, in small letters', () => {
    expect(
      toSave(setAt(draft, 'allowedHosts', ' A.example.com\n\n*.b.example.com:8443 ')).allowedHosts,
    ).toEqual(['a.example.com', '*.b.example.com:8443']);
  });
});

describe('what is wrong', () => {
  it('is nothing at first, and a name and an address for a new one', () => {
    expect(checkEnvironment(draft)).toEqual([]);
    expect(checkEnvironment(draftOf(undefined)).map(({ path }) => path)).toEqual(['name', 'baseUrl']);
  });

  it('stands at the probe, and at the line of its metrics', () => {
    const probe = { type: 'prometheus', name: 'Shop', url: '/metrics', every: '2s', authorization: '' };
    const probes = [
      { ...probe, metrics: ['', 'fine_metric ', 'two words'] },
      { ...probe, name: 'Other', every: '1h', metrics: [] },
    ];
    expect(issuesOf('probes', probes)).toEqual([
      'probes.0.metrics: “two words” must be a metric such as queue_length{queue="orders"}',
      'probes.1.every: must be 1s to 60s, such as 2s',
    ]);
    const twice = [
      { ...probe, metrics: [] },
      { ...probe, metrics: [] },
    ];
    expect(issuesOf('probes', twice)).toEqual([
      'probes.1.name: "Shop" is the name of two probes; give one of them another',
    ]);
  });

  it('stands at its field', () => {
    expect(issuesOf('maxVUs', 'many')).toEqual(['maxVUs: must be a number, but is the text "many"']);
    expect(issuesOf('allowedHosts', 'shop.example.com\nhttp://x')[0]).toMatch(
      /^allowedHosts: “http:\/\/x” must be a host/,
    );
    expect(issuesOf('variables', [{ name: 'two words', value: '1' }])[0]).toMatch(
      /^variables\.0: must start with/,
    );
    expect(issuesOf('secrets', [...draft.secrets, { name: 'apiKey', value: 'x', state: 'new' }])).toEqual([
      'secrets.2: "apiKey" stands there twice; keep one of them',
    ]);
    expect(issuesOf('secrets.0', { name: 'apiKey', value: '', state: 'replaced' })[0]).toMatch(
      /^secrets\.0: /,
    );
  });

  it('is found in the draft when the server says it', () => {
    expect(
      placeIssues(draft, [
        { path: 'name', message: 'is taken' },
        { path: 'secrets.password', message: 'clashes' },
      ]),
    ).toEqual([
      { path: 'name', message: 'is taken', kind: 'error' },
      { path: 'secrets.1', message: 'clashes', kind: 'error' },
    ]);
  });
});

describe('a base URL that gets no load', () => {
  it.each([
    ['http://127.0.0.1:4010', '', undefined],
    ['http://localhost', '', undefined],
    ['https://shop.example.com', '', 'shop.example.com'],
    ['https://shop.example.com', '*.example.com', undefined],
    ['https://shop.example.com:8443', 'shop.example.com:443', 'shop.example.com:8443'],
    ['not yet', '', undefined],
    ['ftp://x', '', undefined],
  ])('%s with %s: %s', (baseUrl, allowedHosts, refused) =>
    expect(refusedHost({ ...draft, baseUrl, allowedHosts, hosts: '' })).toBe(refused),
  );

  it('is the proxy where that is not allowed', () => {
    const proxied = {
      ...draft,
      baseUrl: 'https://shop.example.com',
      proxy: { ...draft.proxy, url: 'http://proxy:3128' },
    };
    expect(refusedHost({ ...proxied, allowedHosts: 'shop.example.com' })).toBe('proxy:3128');
    expect(refusedHost({ ...proxied, allowedHosts: 'shop.example.com proxy' })).toBeUndefined();
  });

  it('is the address that the environment gives it', () => {
    const hosts = 'shop.example.com 127.0.0.1 10.0.0.5';
    const over = { ...draft, baseUrl: 'https://shop.example.com', hosts };
    expect(refusedHost({ ...over, allowedHosts: 'shop.example.com' })).toBe('10.0.0.5');
    expect(refusedHost({ ...over, allowedHosts: '10.0.0.5' })).toBeUndefined();
  });
});
