import { expect, it } from 'vitest';
import { Environment } from '../plan/environment.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import { refusedHosts } from './fixed-hosts.ts';

const refusals = (urls: string[], environment: Partial<Environment> = {}) =>
  refusedHosts(
    samplePlan({
      scenarios: [
        {
          name: 'S',
          executor: { type: 'constant-vus', vus: 1, duration: '1s' },
          steps: [{ type: 'group', name: 'g', steps: urls.map((url) => ({ type: 'request', url })) }],
        },
      ],
    }),
    Environment.parse({ baseUrl: 'http://127.0.0.1:4000', ...environment }),
  );

const elsewhere = { baseUrl: 'https://shop.example.com' };

it.each<[string, string[], Partial<Environment>]>([
  ['loopback', ['/a', 'http://localhost:1/', 'http://[::1]:80/x'], {}],
  ['an allowed host', ['/'], { ...elsewhere, allowedHosts: ['shop.example.com'] }],
  ['an allowed domain', ['/'], { ...elsewhere, allowedHosts: ['*.example.com'] }],
  ['an allowed port', ['https://shop.example.com/{{id}}'], { allowedHosts: ['shop.example.com:443'] }],
  ['a host that a placeholder names', ['{{shop}}/x', 'https://{{shop}}/'], elsewhere],
  ['one request that may go out', ['/a', 'http://127.0.0.1/'], elsewhere],
])('lets %s pass', (_, urls, environment) => {
  expect(refusals(urls, environment)).toEqual([]);
});

it.each<[string, string[], Partial<Environment>, string]>([
  ['the base URL', ['/a', '/b?{{id}}'], elsewhere, 'shop.example.com'],
  ['an absolute URL', ['http://other.example:8080/x/{{id}}'], {}, 'other.example:8080'],
  [
    'another port than the allowed one',
    ['/'],
    { ...elsewhere, allowedHosts: ['shop.example.com:8443'] },
    'shop.example.com',
  ],
  [
    'a longer name than the allowed one',
    ['/'],
    { ...elsewhere, allowedHosts: ['example.com'] },
    'shop.example.com',
  ],
  ['the domain itself', ['http://example.com'], { allowedHosts: ['*.example.com'] }, 'example.com'],
])('names %s', (_, urls, environment, host) => {
  expect(refusals(urls, environment)).toEqual([expect.stringContaining(`${host} is not an allowed host`)]);
});
