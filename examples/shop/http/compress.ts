import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { accepts } from 'hono/accepts';
import { createMiddleware } from 'hono/factory';
import type { ShopEnvironment } from './environment.ts';

const compress = promisify(gzip);
/** Below this many bytes an answer fits one packet anyway. */
const worthwhileBytes = 1_400;

/** Compresses answers for clients that accept gzip, on the thread pool. */
export const compressAnswers = () =>
  createMiddleware<ShopEnvironment>(async (c, next) => {
    await next();
    c.header('Vary', 'Accept-Encoding', { append: true });
    const encoding = accepts(c, {
      header: 'Accept-Encoding',
      supports: ['gzip', 'identity'],
      default: 'identity',
    });
    if (encoding !== 'gzip') return;
    const plain = Buffer.from(await c.res.arrayBuffer());
    const { status, headers } = c.res;
    if (plain.byteLength < worthwhileBytes) {
      c.res = new Response(plain.byteLength > 0 ? plain : null, { status, headers });
      return;
    }
    const packed = await compress(plain, { level: constants.Z_BEST_SPEED });
    c.res = new Response(packed, { status, headers });
    c.header('Content-Encoding', 'gzip');
    c.header('Content-Length', String(packed.byteLength));
  });
