import { z } from 'zod';
import { OPERATIONS, type Operation } from '@/lib/api/operations.ts';
import { RUN_FILE_TYPE } from '@/lib/record/run-file-type.ts';

export type Answer = {
  status: number;
  type: string;
  /** Of JSON; undefined for anything else. */
  answer: unknown;
  bytes: Uint8Array;
};

/** Sends a request to an API, with JSON or the file of a run for its body. */
export async function askApi(
  url: string,
  token: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: {
      ...{ authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { 'content-type': isBytes ? RUN_FILE_TYPE : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  const answer: unknown = type.includes('json') ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
  return { status: response.status, type, answer, bytes };
}

export const operationOf = (method: string, path: string): Operation | undefined =>
  OPERATIONS.find((one) => one.method === method && one.path === path);

type Asked = { ids?: Record<string, string>; query?: Record<string, string>; body?: unknown };

/** Asks what the API's description offers, and holds every answer against it. */
export class DescribedApi {
  /** What was answered as described, such as `get /api/runs`. */
  readonly answered = new Set<string>();
  private readonly url: string;
  private readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** Throws when `template` is not described, or the answer is not the one that is promised. */
  async does(method: Operation['method'], template: string, { ids = {}, query, body }: Asked = {}) {
    const named = `${method} ${template}`;
    const operation = operationOf(method, template);
    if (!operation) throw new Error(`${named} is not described`);
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const { status, type, answer, bytes } = await askApi(this.url + path + search, this.token, method, body);
    const wanted = operation.status ?? (operation.answer ? 200 : 204);
    if (status !== wanted)
      throw new Error(`${named}: ${status} instead of ${wanted}, ${JSON.stringify(answer)}`);
    const promised = operation.answer;
    if (promised instanceof z.ZodType) {
      const read = promised.safeParse(answer);
      if (!read.success) throw new Error(`${named}: ${z.prettifyError(read.error)}`);
    } else if (promised && ![promised].flat().some((media) => type.startsWith(media)))
      throw new Error(`${named}: ${type} instead of ${promised}`);
    this.answered.add(named);
    return { id: Id.safeParse(answer).data?.id ?? '', answer, bytes };
  }

  /** What is described, and was not answered yet. */
  get left(): string[] {
    return OPERATIONS.map(({ method, path }) => `${method} ${path}`).filter((one) => !this.answered.has(one));
  }
}

const Id = z.object({ id: z.string() });
