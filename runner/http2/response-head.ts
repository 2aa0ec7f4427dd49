import type { IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2';
import type { Headers } from '../http/answer.ts';
import type { Head } from '../http1/response-parser.ts';

/** The head of a response over HTTP/2. */
export class Http2Head implements Head {
  readonly status: number;
  readonly hasContentEncoding: boolean;
  readonly hasSetCookie: boolean;
  readonly hasLocation: boolean;
  private readonly headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders & IncomingHttpStatusHeader) {
    this.headers = headers;
    this.status = headers[':status'] ?? 0;
    this.hasContentEncoding = headers['content-encoding'] !== undefined;
    this.hasSetCookie = headers['set-cookie'] !== undefined;
    this.hasLocation = headers.location !== undefined;
  }

  get(name: string): string | undefined {
    const value = this.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  all(): Headers {
    return Object.fromEntries(Object.entries(this.headers).filter(([name]) => !name.startsWith(':')));
  }

  /** How long the body says it is; 0 when it does not, or when there is none for this method. */
  bodyBytes(method: string): number {
    if (method === 'HEAD' || this.status === 204 || this.status === 304) return 0;
    return Number(this.headers['content-length'] ?? 0) || 0;
  }
}
