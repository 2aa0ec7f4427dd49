import { expect, it } from 'vitest';
import { findingsOf } from '../findings-of.ts';
import { evidence, latency, point, probe, requestFigures } from '../testing/evidence.ts';

const kinds = (given: Parameters<typeof evidence>[0]) => findingsOf(evidence(given)).map(({ kind }) => kind);

/** 60 s in which users go up to 60, and bytes as told. */
const course = (bytes: (second: number) => number) =>
  Array.from({ length: 60 }, (_, second) => point(second, { vus: second + 1, bytesReceived: bytes(second) }));
const summary = (waiting: number, receiving: number) => ({
  requests: [
    requestFigures('Home', {
      serviceTimeMs: latency(waiting + receiving),
      phasesMs: { dns: 0, connecting: 0, tls: 0, waiting, receiving },
    }),
  ],
});

it('finds a full line: bytes stay where they are while users grow, and answers come slowly', () => {
  const full = { points: course((second) => Math.min(11.8e6, 1e6 * (second + 1))), summary: summary(10, 80) };
  const [found] = findingsOf(evidence(full));
  expect(found).toMatchObject({ kind: 'network-limit', confidence: 'likely' });
  expect(found?.why).toContain('a line of 100 Mbit/s');
  expect(found?.since?.vus).toBeGreaterThan(8);
  // No line is sold that carries this much.
  const odd = { ...full, points: course((second) => Math.min(3e6, 0.5e6 * (second + 1))) };
  expect(findingsOf(evidence(odd))[0]).toMatchObject({ kind: 'network-limit', confidence: 'possible' });
});

it('is silent when bytes grow with the load, and when the target is what is late', () => {
  expect(kinds({ points: course((second) => 1e6 * (second + 1)), summary: summary(10, 80) })).toEqual([]);
  const flat = course((second) => Math.min(11.8e6, 1e6 * (second + 1)));
  expect(kinds({ points: flat, summary: summary(80, 10) })).toEqual([]);
  // A load that stays tells nothing of the top.
  const constant = Array.from({ length: 60 }, (_, second) => point(second, { bytesReceived: 11.8e6 }));
  expect(kinds({ points: constant, summary: summary(10, 80) })).toEqual([]);
});

it('finds packets that are lost, but not the few that always are', () => {
  const lost = (again: number) => ({
    probes: [probe(['host-retransmits', '', again], ['host-segments', '', 1000])],
  });
  expect(findingsOf(evidence(lost(40)))[0]).toMatchObject({ kind: 'network-limit', confidence: 'certain' });
  expect(kinds(lost(3))).toEqual([]);
  expect(kinds({ probes: [probe(['host-retransmits', '', 1], ['host-segments', '', 5])] })).toEqual([]);
});
