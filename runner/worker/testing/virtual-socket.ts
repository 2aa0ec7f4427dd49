import type { Network, Reading, SocketUser } from '../../http/open-socket.ts';
import type { Origin } from '../../http/origins.ts';
import type { VirtualTarget } from './virtual-target.ts';

/** Stands in for http/open-socket.ts: every connection leads to the target that a test has set. */

export const virtual: { target: VirtualTarget | null } = { target: null };

export function openSocket(_: Origin, { clock }: Network, user: SocketUser, reading: Reading) {
  if (!virtual.target) throw new Error('There is no target');
  return virtual.target.connect(clock, user, reading);
}
