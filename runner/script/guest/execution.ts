import { Provided } from './provided.ts';
import type { Vu } from './vu.ts';

/** Marks the error that ends the run, so that it cannot be caught and forgotten. */
function abort(vu: Vu, reason?: unknown): never {
  const text = reason === undefined ? 'test aborted' : String(reason);
  vu.host.abort(text);
  throw new Error(`test aborted: ${text}`);
}

const vuFacts = (vu: Vu) => ({
  get idInTest(): number {
    return vu.number;
  },
  get idInInstance(): number {
    return vu.number;
  },
  get iterationInInstance(): number {
    return vu.iteration;
  },
  get iterationInScenario(): number {
    return vu.iteration;
  },
  tags: ownTags(vu),
  metrics: { tags: ownTags(vu), metadata: {} },
});

function ownTags(vu: Vu): Record<string, string> {
  return new Proxy(vu.ownTags, {
    set(target, key, value) {
      if (typeof key !== 'string') return false;
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
        throw new TypeError(`the tag "${key}" must be a string, a number or a boolean`);
      target[key] = String(value);
      return true;
    },
    get(target, key) {
      if (key === 'group') return vu.group;
      return typeof key === 'string' ? (target[key] ?? vu.scenarioTags?.[key]) : undefined;
    },
  });
}

const scenarioFacts = (vu: Vu) => ({
  get name(): string {
    return vu.host.execution().scenario;
  },
  get executor(): string {
    return vu.host.execution().executor;
  },
  get startTime(): number {
    return vu.host.execution().scenarioStartedAt;
  },
  get progress(): number {
    return vu.host.execution().scenarioProgress;
  },
  get iterationInInstance(): number {
    return unique(vu);
  },
  get iterationInTest(): number {
    return unique(vu);
  },
});

function unique(vu: Vu): number {
  const { iterationInTest } = vu;
  if (iterationInTest === null)
    throw new Error(
      'exec.scenario tells of iterations only in the functions that scenarios run: there are none in the init context, setup() and teardown()',
    );
  return iterationInTest;
}

const instanceFacts = (vu: Vu) => ({
  get iterationsCompleted(): number {
    return vu.host.execution().iterationsCompleted;
  },
  get iterationsInterrupted(): number {
    return vu.host.execution().iterationsInterrupted;
  },
  get vusActive(): number {
    return vu.host.execution().vusActive;
  },
  get vusInitialized(): number {
    return vu.host.execution().vusInitialized;
  },
  get currentTestRunDuration(): number {
    return vu.host.execution().runElapsedMs;
  },
});

export const Execution = Provided.of(
  {},
  {
    vu: vuFacts,
    scenario: scenarioFacts,
    instance: instanceFacts,
    test: (vu) => ({
      abort: (reason?: unknown) => abort(vu, reason),
      fail: (reason?: unknown) =>
        vu.host.markFailed(reason === undefined ? 'exec.test.fail() was called' : String(reason)),
      get options(): unknown {
        return JSON.parse(vu.optionsText);
      },
    }),
  },
);
