'use client';

import { BoundField } from '@/components/form/bound-field.tsx';
import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import type { Probe, ProbeType } from '@/lib/probe/probe.ts';

export const PROBE_TYPES: Record<ProbeType, { label: string; hint: string }> = {
  prometheus: { label: 'Prometheus page', hint: 'Metrics that the target or an exporter shows' },
  'prometheus-server': { label: 'Prometheus server', hint: 'Queries of your own (PromQL)' },
  postgres: { label: 'PostgreSQL', hint: 'Connections, locks, cache, tables and statements' },
  redis: { label: 'Redis', hint: 'Hits, evictions, memory, clients' },
  host: { label: 'This machine', hint: 'CPU, memory and network of where Rehearsal runs' },
};

/** A new probe; what it shares with another kind is kept. */
export function newProbe(type: ProbeType, name: string, every = '2s'): Probe {
  switch (type) {
    case 'prometheus':
      return { type, name, every, url: '/metrics', authorization: '', metrics: [] };
    case 'host':
      return { type, name, every };
    case 'prometheus-server':
      return { type, name, every, url: 'http://127.0.0.1:9090', authorization: '', queries: [] };
    case 'postgres':
      return {
        ...{ type, name, every, host: '127.0.0.1', port: 5432, database: 'postgres' },
        ...{ user: 'rehearsal', password: '{{dbPassword}}', tls: false },
      };
    case 'redis':
      return { type, name, every, host: '127.0.0.1', port: 6379, user: '', password: '', tls: false };
  }
}

/** The fields of one probe, whatever its kind. */
export function ProbeFields({ path, probe }: { path: Path; probe: Probe }) {
  const form = useForm();
  const at = (field: string) => join(path, field);
  const choices = (Object.keys(PROBE_TYPES) as ProbeType[]).map((value) => ({
    value,
    ...PROBE_TYPES[value],
  }));
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem]">
      <SelectAt
        path={at('type')}
        value={probe.type}
        choices={choices}
        label="Kind"
        onPick={(type) => form.set(path, newProbe(type, probe.name, probe.every))}
      />
      <TextAt path={at('name')} value={probe.name} label="Name" placeholder="Shop" />
      <TextAt path={at('every')} value={probe.every} label="Every" placeholder="2s" />
      {probe.type === 'prometheus' || probe.type === 'prometheus-server' ? (
        <>
          <TextAt path={at('url')} value={probe.url} label="Address" mono placeholder="/metrics" />
          <TextAt
            path={at('authorization')}
            value={probe.authorization}
            label="Authorization"
            mono
            placeholder="Bearer {{metricsToken}}"
            className="sm:col-span-2"
          />
          {probe.type === 'prometheus' ? (
            <Lines
              path={at('metrics')}
              lines={probe.metrics}
              label="Metrics of your own"
              placeholder={'queue_length{queue="orders"}'}
              hint="One per line, beside those that are known: CPU, memory, event loop, requests, pools and queries."
            />
          ) : (
            <Lines
              path={at('queries')}
              lines={probe.queries}
              label="Queries"
              placeholder="CPU [cores] = sum(rate(process_cpu_seconds_total[1m]))"
              hint="One per line: a name, a unit in brackets (seconds, bytes, bytes-per-second, per-second, cores, share, count), a query."
            />
          )}
        </>
      ) : null}
      {probe.type === 'postgres' || probe.type === 'redis' ? (
        <ServerFields path={path} probe={probe} />
      ) : null}
    </div>
  );
}

type ServerProbe = Extract<Probe, { type: 'postgres' | 'redis' }>;

/** Where a database is, and as whom it is asked. */
function ServerFields({ path, probe }: { path: Path; probe: ServerProbe }) {
  const form = useForm();
  const at = (field: string) => join(path, field);
  return (
    <>
      <TextAt path={at('host')} value={probe.host} label="Host" mono placeholder="db.example.com" />
      <NumberAt path={at('port')} value={probe.port} label="Port" />
      <Field label="TLS">
        {(control) => (
          <Switch {...control} checked={probe.tls} onCheckedChange={(tls) => form.set(at('tls'), tls)} />
        )}
      </Field>
      <TextAt
        path={at('user')}
        value={probe.user}
        label="User"
        mono
        hint={probe.type === 'postgres' ? 'A role with pg_monitor that may write nothing.' : undefined}
      />
      <TextAt
        path={at('password')}
        value={probe.password}
        label="Password"
        mono
        placeholder="{{dbPassword}}"
        hint="A placeholder that names a secret."
      />
      {probe.type === 'postgres' ? (
        <TextAt path={at('database')} value={probe.database} label="Database" mono />
      ) : null}
    </>
  );
}

type LinesProps = { path: Path; lines: readonly string[]; label: string; placeholder: string; hint: string };

/** One text a line. Empty lines stay while they are typed, and are left out of what is saved. */
function Lines({ path, lines, label, placeholder, hint }: LinesProps) {
  const form = useForm();
  return (
    <BoundField path={path} label={label} className="sm:col-span-3" hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={2}
          placeholder={placeholder}
          value={lines.join('\n')}
          onChange={(event) => form.set(path, event.target.value.split('\n'))}
        />
      )}
    </BoundField>
  );
}
