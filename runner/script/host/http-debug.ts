import type { HostAnswer, HostRequest } from '../guest/host.ts';

type Depth = 'headers' | 'full';

/** A request as `httpDebug` shows it. */
export function debugOfRequest({ method, url, headers, body }: HostRequest, depth: Depth): string {
  const lines: string[] = [];
  for (let index = 0; index < headers.length; index += 2)
    lines.push(`${headers[index]}: ${headers[index + 1]}`);
  const text = typeof body === 'string' ? body : body && `(${body.byteLength} bytes)`;
  return [`Request:`, `${method} ${url}`, ...lines, ...(depth === 'full' && text ? ['', text] : [])].join(
    '\n',
  );
}

/** The same for what came back. */
export function debugOfAnswer({ status, protocol, headers, body, error }: HostAnswer, depth: Depth): string {
  if (error !== '') return `Response:\n${error}`;
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => `${name}: ${one}`),
  );
  const text = typeof body === 'string' ? body : body && `(${body.byteLength} bytes)`;
  return [
    'Response:',
    `${protocol} ${status}`,
    ...lines,
    ...(depth === 'full' && text ? ['', text] : []),
  ].join('\n');
}
