import { slotOf } from '../../lib/histogram/slots.ts';
import { RequestSeconds } from '../../lib/judge/request-seconds.ts';
import { ENDPOINTS } from './endpoints.ts';
import {
  BETWEEN_PAUSES,
  failingOf,
  LONGEST_PAUSE,
  medianOf,
  nextPace,
  normalFrom,
  spreadOf,
} from './noise.ts';

/** A run against the noisy target on a machine that adds nothing to its noise: `rate` requests a second to each endpoint. */
export function reckonedRun(seconds: number, rate: number, random: () => number): RequestSeconds[] {
  const normal = normalFrom(random);
  const endpoints = Array.from({ length: ENDPOINTS }, () => new RequestSeconds(seconds));
  let pace = 0;
  for (let warm = 0; warm < 50; warm++) pace = nextPace(pace, normal);
  for (let second = 0; second < seconds; second++) {
    pace = nextPace(pace, normal);
    const pauseMs = random() < 1 / BETWEEN_PAUSES ? LONGEST_PAUSE * random() : 0;
    for (const [endpoint, request] of endpoints.entries()) {
      request.requests[second] = rate;
      let failed = 0;
      for (let one = 0; one < rate; one++) {
        const ms = medianOf(endpoint) * Math.exp(spreadOf(endpoint) * normal() + pace);
        const waited = Math.max(0, pauseMs - 1000 * random());
        request.add(second, slotOf(Math.round(1000 * (ms + waited))), 1);
        if (random() < failingOf(endpoint)) failed++;
      }
      request.failed[second] = failed;
    }
  }
  return endpoints;
}
