import type { Rule } from '../run-evidence.ts';

/** The load generator itself could not keep up: then nothing else can be told for sure. */
export const generatorLimit: Rule = ({ summary: { generator } }) =>
  generator.valid
    ? []
    : [
        {
          kind: 'generator-limit',
          of: '',
          title: 'The load generator is the limit',
          what: 'Rehearsal itself could not keep up, so its figures are not those of the target.',
          confidence: 'certain',
          why: 'The generator measures itself as well as the target.',
          refutedBy: 'The same run with more cores for the generator, and figures that stay as they are.',
          evidence: generator.reasons.map((text) => ({
            text: `${text}.`,
            curves: null,
            course: ['p95', 'requests'],
          })),
          since: null,
          requests: [],
          costMs: null,
          cost: 'Nobody knows: the target may be quicker than it looks.',
          mends: [
            { text: 'Run Rehearsal on a machine of its own with more cores, or with less load.', code: null },
          ],
          decidedBy: null,
          weight: 1e6,
          explains: ['latency-creep', 'errors-at-load', 'slow-connecting', 'connections-not-reused'],
        },
      ];
