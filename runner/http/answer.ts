export type Headers = Record<string, string | string[] | undefined>;

/** A response as checks and extractions see it. Text and JSON are made at most once, and only when asked for. */
export class Answer {
  readonly status: number;
  /** Only where the plan asks for any. */
  readonly headers: Headers;
  /** Milliseconds from the first byte out to the last byte in. */
  readonly serviceMs: number;
  /** Size of the decoded body in bytes. */
  readonly size: number;
  /** Why the body cannot be read; null when it can. */
  readonly unreadable: string | null;
  private readonly contentType: string | undefined;
  private readonly body: Uint8Array | null;
  private readonly cookies: (name: string) => string | undefined;
  private decodedText: string | null = null;
  private parsed: { value: unknown } | null = null;

  constructor(answer: {
    status: number;
    headers: Headers;
    serviceMs: number;
    size: number;
    unreadable: string | null;
    contentType: string | undefined;
    body: Uint8Array | null;
    cookies: (name: string) => string | undefined;
  }) {
    this.status = answer.status;
    this.headers = answer.headers;
    this.serviceMs = answer.serviceMs;
    this.size = answer.size;
    this.unreadable = answer.unreadable;
    this.contentType = answer.contentType;
    this.body = answer.body;
    this.cookies = answer.cookies;
  }

  /** The body as text; undefined when it was not kept. */
  text(): string | undefined {
    if (this.body === null) return undefined;
    this.decodedText ??= textOf(this.body, this.contentType);
    return this.decodedText;
  }

  /** The body as JSON; undefined when it is none. */
  json(): unknown {
    this.parsed ??= { value: parsed(this.text()) };
    return this.parsed.value;
  }

  /** A header; several of one name are joined by commas. */
  header(name: string): string | undefined {
    const value = this.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** The value that the VU's cookie of this name has after this response. */
  cookie(name: string): string | undefined {
    return this.cookies(name);
  }
}

function textOf(body: Uint8Array, contentType: string | undefined): string {
  const latin1 = contentType !== undefined && /charset="?(iso-8859-1|latin1|windows-1252)/i.test(contentType);
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return latin1 ? buffer.toString('latin1') : buffer.toString('utf8');
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
