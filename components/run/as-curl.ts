import type { ShownExchange } from '@/lib/run/failure-figures.ts';

/** The request as a command for a shell. What was masked stays masked, and has to be filled in. */
export function asCurl({ request }: Pick<ShownExchange, 'request'>): string {
  const { method, url, headers, body } = request;
  const parts = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of headers) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body?.form === 'text') parts.push(`--data-raw ${quoted(body.text)}`);
  return parts.join(' \\\n  ');
}

/** For a POSIX shell: within single quotes only the quote itself means anything. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
