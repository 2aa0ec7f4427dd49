import type { HostAddress } from '../../lib/plan/host-address.ts';

/** Where a connection goes: an address, or a name that is looked up. */
export type Destination = { host: string; port: number };

/** Where the connections of one origin go, and which address is next when it was given several. */
export class Place {
  /** Whether it was reached by a name, so that several addresses may stand behind it. */
  readonly named: boolean;
  private readonly destinations: readonly Destination[];
  private turn: number;

  constructor(hostname: string, port: number, addresses: readonly HostAddress[] | null, named: boolean) {
    this.named = named || addresses !== null;
    this.destinations = addresses?.map((address) => ({ host: address.ip, port: address.port ?? port })) ?? [
      { host: hostname, port },
    ];
    // Workers do not all begin with the same address.
    this.turn = Math.floor(Math.random() * this.destinations.length);
  }

  /** For the next connection. */
  next(): Destination {
    this.turn = (this.turn + 1) % this.destinations.length;
    return this.destinations[this.turn] as Destination;
  }
}
