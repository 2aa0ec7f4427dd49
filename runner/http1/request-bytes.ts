/** A request that cannot be sent: the plan's mistake, and nothing went out. */
export class InvalidRequest extends Error {
  override name = 'InvalidRequest';
}

/** A request as it is written: headers are name, value, name, value …, without host and lengths, which follow from the rest. */
export type RequestMessage = {
  method: string;
  path: string;
  headers: readonly string[];
  body: string | Uint8Array | null;
};

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible characters, blanks and bytes above ASCII: nothing that ends a line. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const PATH = /^[\x21-\x7e]+$/;
const ASCII = /^[\x20-\x7e\r\n\t]*$/;
/** Fields that say how a message is framed or the connection is used: ours to write. */
const OURS = new Set([
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'keep-alive',
  'te',
  'trailer',
]);
/** Methods that say the length of a body even when there is none. */
const MEANS_BODY = new Set(['POST', 'PUT', 'PATCH']);

/**
 * The bytes of a request (RFC 9112), as text when all of it is ASCII, since sockets write that without a copy. Throws
 * InvalidRequest on whatever would end a line, or contradict the framing: nobody's data can become another request.
 */
export function requestBytes(host: string, message: RequestMessage): string | Buffer {
  const { method, path, headers, body } = message;
  if (method === 'CONNECT')
    throw new InvalidRequest('CONNECT opens a tunnel; say proxy in the environment instead');
  if (!PATH.test(path)) throw new InvalidRequest(`"${path}" is no path that a request can ask for`);
  let ownHost = host;
  let connection = 'keep-alive';
  let fields = '';
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    if (!TOKEN.test(name)) throw new InvalidRequest(`"${name}" is no name for a header`);
    if (!FIELD_VALUE.test(value)) {
      throw new InvalidRequest(
        `the header ${name} holds a character that no header can: ${JSON.stringify(value)}`,
      );
    }
    const lower = name.toLowerCase();
    if (lower === 'host') ownHost = value;
    else if (lower === 'connection') connection = connectionOf(value);
    else if (OURS.has(lower))
      throw new InvalidRequest(`the header ${name} follows from the request; leave it out`);
    else fields += `${name}: ${value}\r\n`;
  }
  const length = body === null ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  if (body !== null || MEANS_BODY.has(method)) fields += `content-length: ${length}\r\n`;
  const head = `${method} ${path} HTTP/1.1\r\nhost: ${ownHost}\r\nconnection: ${connection}\r\n${fields}\r\n`;
  return joined(head, body, length);
}

function connectionOf(value: string): string {
  const option = value.trim().toLowerCase();
  if (option === 'close' || option === 'keep-alive') return option;
  throw new InvalidRequest('the header connection can say close or keep-alive');
}

function joined(head: string, body: RequestMessage['body'], bodyBytes: number): string | Buffer {
  const plainHead = ASCII.test(head);
  if (plainHead && body === null) return head;
  // As many bytes as characters: ASCII.
  if (plainHead && typeof body === 'string' && body.length === bodyBytes) return head + body;
  const headBytes = Buffer.from(head, 'latin1');
  if (body === null) return headBytes;
  return Buffer.concat([headBytes, typeof body === 'string' ? Buffer.from(body) : body]);
}
