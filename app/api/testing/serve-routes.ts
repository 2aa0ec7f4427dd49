import { globSync } from 'node:fs';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { publishContext } from '@/lib/server/bus.ts';
import type { ServerContext } from '@/lib/server/context.ts';
import { allowedHosts } from '@/lib/server/http/allowed-hosts.ts';
import { createFrontServer } from '@/lib/server/http/front-server.ts';
import { listen } from '@/lib/server/start/listen.ts';
import { authorizeByToken } from '@/lib/server/tokens/authorize.ts';

type Handler = (request: Request, more: { params: Promise<Record<string, string>> }) => Promise<Response>;

const folder = join(import.meta.dirname, '..');

/** Every route of the API; those with fixed names before those with parameters. */
const ROUTES = globSync('**/route.ts', { cwd: folder })
  .filter((file) => !file.includes('[...path]'))
  .toSorted((a, b) => Number(a.includes('[')) - Number(b.includes('[')) || a.localeCompare(b))
  .map((file) => {
    const path = `/api/${file.replace(/\/?route\.ts$/, '')}`
      .replaceAll('[', '(?<')
      .replaceAll(']', '>[^/]+)');
    return { file, path: new RegExp(`^${path}$`) };
  });

/** The whole API on a port of its own, behind the door that the app has too, without the pages. Closed when the test ends. */
export async function serveRoutes(ctx: ServerContext): Promise<string> {
  publishContext(ctx);
  const front = createFrontServer({ dev: false });
  front.inner.on('request', getRequestListener(answer));
  const port = await listen(front.outer, { host: '127.0.0.1', port: 0 });
  front.open(allowedHosts({ port, listed: [], ownAddresses: [] }), authorizeByToken(ctx.db, false));
  onTestFinished(async () => {
    front.outer.closeAllConnections();
    front.outer.close();
    publishContext(undefined);
  });
  return `http://127.0.0.1:${port}`;
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const { file, path } of ROUTES) {
    const found = path.exec(pathname);
    if (!found) continue;
    const route: Record<string, Handler> = await import(join(folder, file));
    const handler = route[request.method];
    if (!handler) return new Response(null, { status: 405 });
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return handler(request, { params: Promise.resolve(Object.fromEntries(params)) });
  }
  return new Response(null, { status: 404 });
}
