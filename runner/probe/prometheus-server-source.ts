import { z } from 'zod';
import type { Environment } from '../../lib/plan/environment.ts';
import type { PrometheusServerProbe } from '../../lib/probe/probe.ts';
import { type NamedQuery, readQueryLine } from '../../lib/probe/prometheus/query-line.ts';
import type { Measured } from '../../lib/probe/series.ts';
import type { FillIn } from '../http/environment-text.ts';
import { pageFetcher } from './fetch-page.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';

/** Results of one query beyond this are not told apart. */
const MOST_RESULTS = 12;

const Sample = z.tuple([z.number(), z.string()]);
const Answer = z.object({
  data: z.union([
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: Sample })),
    }),
    z.object({ resultType: z.literal('scalar'), result: Sample }),
  ]),
});

/** Queries to a server of Prometheus, as it answers them at this moment. */
export function prometheusServerSource(
  probe: z.output<typeof PrometheusServerProbe>,
  environment: Environment,
  fillIn: FillIn,
): ProbeSource {
  const fetchPage = pageFetcher(environment, fillIn);
  const authorization = fillIn(probe.authorization, `authorization of the probe ${probe.name}`);
  const headers = { accept: 'application/json', ...(authorization !== '' && { authorization }) };
  const queries = probe.queries.map(readQueryLine);
  return {
    look: async (_, signal) => {
      if (!URL.canParse(probe.url)) throw new ProbeProblem(`"${probe.url}" is no address`);
      const found: Measured[] = [];
      for (const query of queries) {
        const url = new URL(`${probe.url.replace(/\/$/, '')}/api/v1/query`);
        url.searchParams.set('query', query.query);
        found.push(...measuredIn(await fetchPage(url, headers, signal), query));
      }
      return found;
    },
    close: async () => {},
  };
}

function measuredIn(text: string, { name, unit, query }: NamedQuery): Measured[] {
  const read = Answer.safeParse(jsonIn(text));
  if (!read.success) throw new ProbeProblem(`answered "${query}" with no value of this moment`);
  const { data } = read.data;
  const results =
    data.resultType === 'scalar' ? [{ metric: {}, value: data.result }] : data.result.slice(0, MOST_RESULTS);
  return results.flatMap(({ metric, value: [, written] }) => {
    const value = Number(written);
    if (!Number.isFinite(value)) return [];
    const of = Object.entries(metric)
      .filter(([label]) => label !== '__name__')
      .map(([label, text]) => `${label}=${text}`)
      .join(' ')
      .slice(0, 300);
    const looks = { chart: name.slice(0, 200), label: of || name, unit, role: null, of };
    return { series: { ...looks, key: `${name} ${of}`.slice(0, 600), together: 'mean' }, value };
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
