import { z } from 'zod';
import { MAX_RATE, MAX_VUS } from './executor.ts';
import { VariableName } from './step.ts';

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
    maxVUs: z.int().min(1).max(MAX_VUS).default(1000).describe('Ceiling for VUs of all scenarios together.'),
    maxRequestsPerSecond: z
      .number()
      .min(1)
      .max(MAX_RATE)
      .default(10_000)
      .describe('Ceiling for requests per second; more are held back.'),
  })
  .meta({ title: 'environment', description: 'Where a plan is pointed, and what it may do there.' });
export type Environment = z.output<typeof Environment>;
