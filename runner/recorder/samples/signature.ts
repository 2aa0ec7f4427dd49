import type { FailureReason } from '../../../lib/run/snapshot.ts';

const LONGEST = 200;

/** Ids of the usual forms, then numbers, also with dots and colons in them: addresses, versions, times. */
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;
const HEX_ID = /\b(?=[a-f]*\d)[0-9a-f]{12,}\b/gi;
const NUMBER = /\d+(?:[.:]\d+)*/g;

/** These say nothing but a status or the name of a check: what they hold is what tells them apart. */
const VERBATIM: readonly FailureReason[] = ['status', 'check'];

/** What failures of one cause have in common: their message without ids and numbers. */
export function signatureOf(reason: FailureReason, message: string): string {
  const alike = VERBATIM.includes(reason)
    ? message
    : message.replace(UUID, '<id>').replace(HEX_ID, '<id>').replace(NUMBER, 'N');
  return alike.length > LONGEST ? `${alike.slice(0, LONGEST - 1)}…` : alike;
}
