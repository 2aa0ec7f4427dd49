import { type Parsed, parsed, refused } from './parsed.ts';

/** A metric of a script, narrowed by tags: any tag, since scripts set their own. `key` is how snapshots name it. */
export type ScriptMetric = { name: string; tags: [tag: string, value: string][]; key: string };

const WHOLE = /^\s*([A-Za-z_][A-Za-z0-9_]{0,127})\s*(?:\{([\s\S]*)\}\s*)?$/;

/** Reads `http_req_duration` or `http_req_duration{status:200,name:"Log in"}`, in k6's grammar. */
export function parseScriptMetric(text: string): Parsed<ScriptMetric> {
  const [, name, inner = ''] = WHOLE.exec(text) ?? [];
  if (name === undefined)
    return refused(
      `"${text}" is not a metric; write for example http_req_duration or http_req_duration{status:200}`,
    );
  const tags: ScriptMetric['tags'] = [];
  for (const part of inner.split(',')) {
    if (part.trim() === '') continue;
    const at = part.indexOf(':');
    if (at < 1)
      return refused(
        `cannot read the tag "${part.trim()}" of ${name}; write for example ${name}{status:200}`,
      );
    tags.push([unquoted(part.slice(0, at)), unquoted(part.slice(at + 1))]);
  }
  // k6 shows the tags as they are written.
  const key = tags.length === 0 ? name : `${name}{${inner.trim()}}`;
  return parsed({ name, tags, key });
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])([\s\S]*)\1$/, '$2');
