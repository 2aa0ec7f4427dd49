import { expect, it } from 'vitest';
import { findingChanges } from '../findings/finding-changes.ts';
import { runFindings } from '../findings/run-findings.ts';
import { evidence, probe, requestFigures } from '../findings/testing/evidence.ts';
import { runProbes } from '../probe/run-probes.ts';
import { changesSection, findingsSection } from './findings.ts';

const probes = [probe(['queries-per-request', 'GET /<b>', 21], ['http-rate', 'GET /<b>', 5])];
const given = evidence({
  probes,
  summary: { requests: [requestFigures('Home', { failed: 100, statuses: { 200: 400, 429: 100 } })] },
});
const found = runFindings(given);

it('tells all parts of a finding, with the curves of probes and of the run itself', () => {
  const { text } = findingsSection(
    { ...found, probes: runProbes(probes, { from: 0, to: 60, width: 1 }).probes },
    given.points,
  );
  for (const part of ['Cost', 'Evidence', 'Why', 'Not so, if', 'Usual mends'])
    expect(text).toContain(`<dt>${part}</dt>`);
  expect(text).toContain('N+1 queries in GET /&#60;b&#62;');
  expect(text).not.toContain('GET /<b>');
  // One of the probe, two of the run: what was asked of the database, failures and throughput.
  expect(text.match(/<svg class="still"/g)).toHaveLength(3);
  expect(text).toMatch(/<path class="curve candidate"[^>]* d="M[\d.]+ [\d.]+L/);
  expect(text).toContain('could not be looked for');
});

it('says of each finding whether it is gone', () => {
  const { text } = changesSection(findingChanges(found, runFindings(evidence({ probes }))));
  expect(text).toContain('<td class="worse">still there</td>');
  expect(text).toContain('<td class="better">gone</td>');
  expect(changesSection({ sentence: '', changes: [] }).text).toContain('Nothing was found in either run');
});
