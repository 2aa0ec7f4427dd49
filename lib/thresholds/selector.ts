import { didYouMean } from '../nearest/nearest-name.ts';
import { isMetricName, METRIC_NAMES, type MetricName, metricOf, TAGS, type Tag } from './metrics.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** A metric, narrowed to what carries all of the tags: those of every plan, and those that scenarios have of their own. */
export type MetricSelector = { metric: MetricName; tags: Partial<Record<string, string>> };

const WHOLE = /^\s*([^{}]*?)\s*(?:\{([\s\S]*)\}\s*)?$/;
/** `tag:value` or `tag:"value"`; in quotes `\"` and `\\` stand for themselves. */
const PAIR = /\s*([^:,]*?)\s*:\s*(?:"((?:[^"\\]|\\[\s\S])*)"\s*(?=,|$)|([^,]*?)\s*(?=,|$))/y;

/** Of what a tag's name is made, as the plan's schema has it. */
const TAG_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

const isTag = (name: string, allowed: readonly Tag[]) => allowed.some((tag) => tag === name);
/** The name of a tag that a scenario may have of its own. Whether one does is a question to the plan. */
const isOwnTag = (name: string) => TAG_NAME.test(name) && !isTag(name, TAGS);

/**
 * Reads `http_req_duration` or `http_req_duration{name:Login,scenario:"a, b"}`. A value with a comma or a quote in it
 * stands in double quotes.
 */
export function parseMetricSelector(text: string): Parsed<MetricSelector> {
  const [, name = '', inner] = WHOLE.exec(text) ?? [];
  if (name === '') {
    return refused(
      `"${text}" is not a metric; write for example http_req_duration or http_req_duration{name:Login}`,
    );
  }
  if (!isMetricName(name)) {
    return refused(
      `there is no metric "${name}"${didYouMean(name, METRIC_NAMES)}; there are ${METRIC_NAMES.join(', ')}`,
    );
  }
  const tags = parseTags(name, inner ?? '');
  return tags.ok ? parsed({ metric: name, tags: tags.value }) : tags;
}

function parseTags(metric: MetricName, inner: string): Parsed<MetricSelector['tags']> {
  const allowed = metricOf(metric).tags;
  const tags: MetricSelector['tags'] = {};
  let at = 0;
  while (inner.slice(at).trim() !== '') {
    PAIR.lastIndex = at;
    const [whole, tag = '', quoted, plain] = PAIR.exec(inner) ?? [];
    if (whole === undefined) {
      return refused(`cannot read the tags {${inner}}; write for example ${metric}{${allowed[0]}:"Log in"}`);
    }
    if (!isTag(tag, allowed) && !isOwnTag(tag)) {
      return refused(
        `${metric} has no tag "${tag}"${didYouMean(tag, allowed)}; its tags are ${allowed.join(', ')}`,
      );
    }
    if (plain?.startsWith('"'))
      return refused(`close the quotes behind the value of "${tag}", and write \\" for a quote in it`);
    if (tags[tag] !== undefined)
      return refused(`the tag "${tag}" stands there twice; write a threshold for each value`);
    tags[tag] = quoted === undefined ? plain : quoted.replace(/\\([\s\S])/g, '$1');
    at += whole.length + 1;
  }
  return parsed(tags);
}

/** The text that `parseMetricSelector` reads back as the same selector. */
export function formatMetricSelector({ metric, tags }: MetricSelector): string {
  const written = Object.entries(tags).map(([tag, value = '']) => {
    const plain = value === value.trim() && !/[",\\]/.test(value);
    return `${tag}:${plain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
  });
  return written.length === 0 ? metric : `${metric}{${written.join(',')}}`;
}
