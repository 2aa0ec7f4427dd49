import { slotMiddle, slotOf } from '../../lib/histogram/slots.ts';
import { RequestSeconds } from '../../lib/judge/request-seconds.ts';
import type { StoredRun } from './stored-runs.ts';

/** A made-up run is put together of stretches of a real one, long enough to keep its memory. Seconds. */
const STRETCH = 60;

/** Where each second of a made-up run comes from. */
export function drawSeconds(source: number, seconds: number, random: () => number): number[] {
  const drawn: number[] = [];
  while (drawn.length < seconds) {
    const start = Math.floor(random() * source);
    for (let at = 0; at < STRETCH && drawn.length < seconds; at++) drawn.push((start + at) % source);
  }
  return drawn;
}

/** Entries of a request by unit, so that a second can be copied. */
export class Stretches {
  readonly seconds: number;
  private readonly endpoints: RequestSeconds[];
  private readonly entries: Uint32Array[][];

  constructor({ seconds, endpoints }: StoredRun) {
    this.seconds = seconds;
    this.endpoints = endpoints;
    this.entries = endpoints.map((own) => {
      const byUnit = Array.from({ length: seconds }, (): number[] => []);
      for (let at = 0; at < own.length; at++) byUnit[own.unit[at] ?? 0]?.push(at);
      return byUnit.map((list) => Uint32Array.from(list));
    });
  }

  /** The requests of a made-up run whose seconds come from these, in units of so many. */
  copy(drawn: readonly number[], unitSeconds: number): RequestSeconds[] {
    return this.endpoints.map((own, endpoint) => {
      const made = new RequestSeconds(Math.floor(drawn.length / unitSeconds));
      for (const [second, from] of drawn.entries()) {
        const unit = Math.floor(second / unitSeconds);
        made.requests[unit] = (made.requests[unit] ?? 0) + (own.requests[from] ?? 0);
        made.failed[unit] = (made.failed[unit] ?? 0) + (own.failed[from] ?? 0);
        for (const at of this.entries[endpoint]?.[from] ?? [])
          made.add(unit, own.slot[at] ?? 0, own.count[at] ?? 0);
      }
      return made;
    });
  }
}

/** The same run as if only a share of its requests had been made, chosen by chance. */
export function thinned({ seconds, endpoints }: StoredRun, share: number, random: () => number): StoredRun {
  const kept = (count: number) => {
    let left = 0;
    for (let one = 0; one < count; one++) if (random() < share) left++;
    return left;
  };
  return {
    seconds,
    endpoints: endpoints.map((own) => {
      const made = new RequestSeconds(own.units);
      for (let at = 0; at < own.length; at++) {
        const [unit, count] = [own.unit[at] ?? 0, kept(own.count[at] ?? 0)];
        if (count === 0) continue;
        made.add(unit, own.slot[at] ?? 0, count);
        made.requests[unit] = (made.requests[unit] ?? 0) + count;
      }
      for (let unit = 0; unit < own.units; unit++)
        made.failed[unit] = Math.min(made.requests[unit] ?? 0, kept(own.failed[unit] ?? 0));
      return made;
    }),
  };
}

/** The same request, every answer slower by a factor. */
export function slower(request: RequestSeconds, factor: number): RequestSeconds {
  const made = new RequestSeconds(request.units);
  made.requests.set(request.requests);
  made.failed.set(request.failed);
  for (let at = 0; at < request.length; at++)
    made.add(
      request.unit[at] ?? 0,
      slotOf(Math.round(slotMiddle(request.slot[at] ?? 0) * factor)),
      request.count[at] ?? 0,
    );
  return made;
}
