import { z } from 'zod';
import { Probes } from '../probe/probe.ts';
import { PositiveDuration } from './duration-field.ts';
import { MAX_RATE, MAX_VUS } from './executor.ts';
import { HostOverrides, ResolvePolicy } from './host-override.ts';
import { HttpProxy } from './proxy.ts';
import { VariableName } from './step.ts';
import { TlsOptions } from './tls-options.ts';

export const BaseUrl = z
  .string()
  .max(2000)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    message: 'must be an address that starts with http:// or https://',
  });

/** `host` or `host:port`, lower case; `*.example.com` stands for every name below example.com. */
export const HostPattern = z
  .string()
  .max(255)
  .regex(
    /^(\*\.)?[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/,
    'must be a host such as shop.example.com, *.example.com or 10.0.0.5:8080',
  );

/** Where a plan is pointed, and what it may do there. */
export const Environment = z
  .strictObject({
    name: z.string().min(1).max(200).default('environment'),
    baseUrl: BaseUrl,
    variables: z.record(VariableName, z.string().max(10_000)).default({}),
    allowedHosts: z
      .array(HostPattern)
      .max(200)
      .default([])
      .describe('Hosts that may get load beside loopback. Anything else is refused.'),
    hosts: HostOverrides.default({}).describe(
      'Names (`shop.example.com` or `shop.example.com:8443`) and the addresses that stand for them instead of what DNS says, used in turn by new connections: `10.0.0.5`, `10.0.0.5:8443`, `[fd00::5]:8443`. Each address must be allowed, the name need not be.',
    ),
    resolve: ResolvePolicy.default('30s').describe(
      'When names are looked up again: `once` in a run, `per-connection`, or how long an answer holds. Of several addresses every new connection begins with the next.',
    ),
    httpVersion: z
      .enum(['1.1', '2'])
      .default('1.1')
      .describe(
        'With `2`, targets with https:// are offered HTTP/2 and HTTP/1.1 and choose (ALPN); one connection for each VU either way.',
      ),
    tls: TlsOptions.prefault({}),
    proxy: HttpProxy.optional(),
    production: z
      .boolean()
      .default(false)
      .describe("People depend on this target: a dead man's switch can be set."),
    deadMansSwitch: PositiveDuration.optional().describe(
      'Of a production environment: a run ends when nobody has had its page open for so long. Runs on the command line have no pages and go on.',
    ),
    maxVUs: z.int().min(1).max(MAX_VUS).default(1000).describe('Ceiling for VUs of all scenarios together.'),
    maxRequestsPerSecond: z
      .number()
      .min(1)
      .max(MAX_RATE)
      .default(10_000)
      .describe('Ceiling for requests per second; more are held back.'),
    probes: Probes.default([]).describe(
      'What is observed of the target while a run goes on, each drawn beside its figures. Addresses must be allowed hosts, as those of requests.',
    ),
  })
  .meta({ title: 'environment', description: 'Where a plan is pointed, and what it may do there.' });
export type Environment = z.output<typeof Environment>;

/** What of an environment shapes load and answers, besides where it is. */
export const RunSurroundings = Environment.pick({
  variables: true,
  hosts: true,
  resolve: true,
  httpVersion: true,
  tls: true,
  proxy: true,
  maxVUs: true,
  maxRequestsPerSecond: true,
});
export type RunSurroundings = z.output<typeof RunSurroundings>;
