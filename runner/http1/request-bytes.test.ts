import { createServer } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidRequest, type RequestMessage, requestBytes } from './request-bytes.ts';

const get = (over: Partial<RequestMessage> = {}) =>
  requestBytes('shop:80', { method: 'GET', path: '/', headers: [], body: null, ...over }).toString();

describe('requestBytes', () => {
  it('writes host, connection, fields and length', () => {
    expect(get({ headers: ['accept', '*/*'] })).toBe(
      'GET / HTTP/1.1\r\nhost: shop:80\r\nconnection: keep-alive\r\naccept: */*\r\n\r\n',
    );
    expect(get({ method: 'POST' })).toContain('\r\ncontent-length: 0\r\n\r\n');
    expect(get({ method: 'POST', body: 'größer' })).toMatch(/content-length: 8\r\n\r\ngrößer$/);
  });

  it('lets a plan say the host, and that the connection is to close', () => {
    const text = get({ headers: ['Host', 'other', 'Connection', 'Close'] });
    expect(text).toBe('GET / HTTP/1.1\r\nhost: other\r\nconnection: close\r\n\r\n');
  });

  it('is text only when every character is one byte', () => {
    const message = { method: 'PUT', path: '/', headers: [], body: 'ok' };
    expect(typeof requestBytes('h', message)).toBe('string');
    expect(requestBytes('h', { ...message, body: 'é' })).toBeInstanceOf(Buffer);
    expect(requestBytes('h', { ...message, headers: ['x', '\u00e9'] })).toBeInstanceOf(Buffer);
  });

  it.each([
    [{ path: '/a b' }, 'no path'],
    [{ path: '/\r\nx: y' }, 'no path'],
    [{ path: '' }, 'no path'],
    [{ headers: ['bad header', 'x'] }, 'no name for a header'],
    [{ headers: ['x', 'a\r\nGET /admin HTTP/1.1'] }, 'a character that no header can'],
    [{ headers: ['x', 'snow ☃'] }, 'a character that no header can'],
    [{ headers: ['Transfer-Encoding', 'chunked'] }, 'leave it out'],
    [{ headers: ['connection', 'upgrade'] }, 'close or keep-alive'],
  ])('refuses %j', (over, says) => {
    expect(() => get(over)).toThrow(InvalidRequest);
    expect(() => get(over)).toThrow(says);
  });

  it('gives a server one request, whatever the data, or refuses', async () => {
    const seen: { url?: string | undefined; value: unknown; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        seen.push({ url: request.url, value: request.headers['x-v'], body });
        response.setHeader('connection', 'close').end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\r', '\n', ':', 'é', '☃', '\0', '\t', '/'),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (path, value, body) => {
        seen.length = 0;
        let bytes: string | Buffer;
        try {
          bytes = requestBytes('h', { method: 'POST', path: `/${path}`, headers: ['x-v', value], body });
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidRequest);
          return;
        }
        await new Promise<void>((resolve) => {
          const socket = connect(port, '127.0.0.1', () => void socket.write(bytes, 'latin1'));
          socket.resume().on('close', () => resolve());
        });
        expect(seen).toEqual([{ url: `/${path}`, value: value.replace(/^[\t ]+|[\t ]+$/g, ''), body }]);
      }),
    );
    server.close();
  });
});
