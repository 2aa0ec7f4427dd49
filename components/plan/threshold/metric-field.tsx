'use client';

import { useForm } from '@/components/form/form-context.tsx';
import type { Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Select } from '@/components/ui/select.tsx';
import { type MetricName, metricOf, TAGS, type Tag } from '@/lib/thresholds/metrics.ts';
import { formatMetricSelector, type MetricSelector, parseMetricSelector } from '@/lib/thresholds/selector.ts';
import type { OfferedTags } from './tag-values.ts';
import { METRIC_CHOICES } from './threshold-words.ts';

/** Stands for "whatever it is": a tag that narrows nothing. */
const ANY = '*';

const TAG_WORDS: Record<Tag, { any: string; label: string }> = {
  name: { any: 'all requests', label: 'Request' },
  scenario: { any: 'all scenarios', label: 'Scenario' },
  group: { any: 'all groups', label: 'Group' },
  check: { any: 'all checks', label: 'Check' },
};

/** What a threshold looks at: a metric, narrowed by tags. What cannot be read is shown as it is written. */
export function MetricField({ path, metric, values }: { path: Path; metric: string; values: OfferedTags }) {
  const form = useForm();
  const read = parseMetricSelector(metric);
  if (!read.ok) return <TextAt path={path} value={metric} label="Metric" mono />;
  const selector = read.value;
  const set = (next: MetricSelector) => form.set(path, formatMetricSelector(next));
  const tags = metricOf(selector.metric).tags.filter(
    (tag) => values[tag].length > 1 || selector.tags[tag] !== undefined,
  );
  const own = [...new Set([...values.own.keys(), ...Object.keys(selector.tags)])].filter(
    (tag) => !TAGS.some((one) => one === tag),
  );
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <SelectAt
        path={path}
        value={selector.metric}
        choices={METRIC_CHOICES}
        label="Metric"
        onPick={(name) => set({ metric: name, tags: tagsOf(name, selector) })}
      />
      {tags.length + own.length > 0 ? (
        <div className="grid gap-1.5 sm:grid-cols-3">
          {tags.map((tag) => (
            <TagSelect
              key={tag}
              tag={tag}
              words={TAG_WORDS[tag]}
              selector={selector}
              values={values[tag]}
              onChange={set}
            />
          ))}
          {own.map((tag) => (
            <TagSelect
              key={tag}
              tag={tag}
              words={{ label: `Tag ${tag}`, any: `any ${tag}` }}
              selector={selector}
              values={[...(values.own.get(tag) ?? [])]}
              onChange={set}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function TagSelect({
  tag,
  words,
  selector,
  values,
  onChange,
}: {
  tag: string;
  words: { any: string; label: string };
  selector: MetricSelector;
  values: string[];
  onChange: (selector: MetricSelector) => void;
}) {
  const { [tag]: own, ...others } = selector.tags;
  const offered = own === undefined || values.includes(own) ? values : [own, ...values];
  return (
    <Select
      aria-label={words.label}
      value={own ?? ANY}
      choices={[
        { value: ANY, label: words.any },
        ...offered.map((value) => ({
          value,
          label: value,
          hint: values.includes(value) ? undefined : 'not in this plan',
        })),
      ]}
      onValueChange={(value) =>
        onChange({ ...selector, tags: value === ANY ? others : { ...selector.tags, [tag]: value } })
      }
    />
  );
}

/** The tags that another metric has, too. */
function tagsOf(name: MetricName, { tags }: MetricSelector): MetricSelector['tags'] {
  const allowed = metricOf(name).tags;
  return Object.fromEntries(
    Object.entries(tags).filter(
      ([tag]) => allowed.some((one) => one === tag) || !TAGS.some((one) => one === tag),
    ),
  );
}
