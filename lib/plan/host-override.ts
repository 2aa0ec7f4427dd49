import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { parseHostAddress } from './host-address.ts';

const OverriddenName = z
  .string()
  .max(255)
  .regex(
    /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
    'must be a name in small letters such as shop.example.com, shop.example.com:8443 or *.example.com, without http://',
  );

const Address = z
  .string()
  .max(60)
  .refine((text) => parseHostAddress(text) !== undefined, {
    message: 'must be an IP address such as 10.0.0.5, 10.0.0.5:8443 or [fd00::5]:8443',
  });

export const HostOverrides = z.record(
  OverriddenName,
  z.array(Address).min(1, 'needs at least one address').max(100),
);
export type HostOverrides = z.output<typeof HostOverrides>;

/** When names are looked up. */
export const ResolvePolicy = z
  .string()
  .max(50)
  .refine((text) => text === 'once' || text === 'per-connection' || (parseDuration(text) ?? 0) > 0, {
    message: 'must be once, per-connection, or how long an answer holds, such as 30s',
  });
