import type { z } from 'zod';
import type { Environment } from '../../lib/plan/environment.ts';
import type { PrometheusProbe } from '../../lib/probe/probe.ts';
import { PageReader } from '../../lib/probe/prometheus/page-reader.ts';
import type { FillIn } from '../http/environment-text.ts';
import { pageFetcher } from './fetch-page.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';

/** A page of metrics of the target. */
export function prometheusSource(
  probe: z.output<typeof PrometheusProbe>,
  environment: Environment,
  fillIn: FillIn,
): ProbeSource {
  const fetchPage = pageFetcher(environment, fillIn);
  const reader = new PageReader(probe.metrics);
  const url = URL.canParse(probe.url, environment.baseUrl) ? new URL(probe.url, environment.baseUrl) : null;
  const authorization = fillIn(probe.authorization, `authorization of the probe ${probe.name}`);
  return {
    look: async (atMs, signal) => {
      if (!url || !/^https?:$/.test(url.protocol)) throw new ProbeProblem(`"${probe.url}" is no address`);
      const text = await fetchPage(url, authorization === '' ? {} : { authorization }, signal);
      if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*(\{|\s)/m.test(text))
        throw new ProbeProblem('answered with something that is no page of metrics');
      const found = reader.read(text, atMs);
      if (found.length === 0)
        throw new ProbeProblem(
          'has none of the metrics that are known, nor one of those named; name some of your own',
        );
      return found.flatMap(({ series, value }) => (value === null ? [] : { series, value }));
    },
    close: async () => {},
  };
}
