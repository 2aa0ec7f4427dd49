import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { EnvironmentComparison } from '../../lib/compare/environment-comparison.ts';
import { SERVER_CERTIFICATE, SERVER_KEY } from '../../runner/http/testing/authority.ts';
import { temporaryFolder } from '../support/app.ts';
import { expect, test } from '../support/app-fixture.ts';
import { startShop } from './support/shop-process.ts';

/** The same plan against one process, and through a stack: nginx with TLS that closes every connection, and a slow network. */

const DELAY_MS = 20;
const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find(
  (path) => spawnSync(path, ['-v']).status === 0,
);

/** Hands on what goes to a port, and what comes back so much later. */
async function slowHop(port: number) {
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.pipe(far);
    far.on('data', (chunk) => setTimeout(() => near.write(chunk), DELAY_MS));
    far.on('end', () => setTimeout(() => near.end(), DELAY_MS));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on('error', () => other.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** nginx in front of a port, with TLS and a connection for every request. */
async function startNginx(folder: string, upstream: number) {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  mkdirSync(folder);
  writeFileSync(join(folder, 'cert.pem'), SERVER_CERTIFICATE);
  writeFileSync(join(folder, 'key.pem'), SERVER_KEY);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http { access_log off; ${places.join(' ')} keepalive_timeout 0;
  server { listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;
    location / { proxy_pass http://127.0.0.1:${upstream}; } } }`,
  );
  const child = spawn(
    NGINX ?? 'nginx',
    ['-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf'), '-p', folder],
    {
      stdio: 'inherit',
    },
  );
  return {
    url: `https://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

test('shows what one process hid, and where the time goes that the full stack adds', async ({
  page,
  api,
}) => {
  test.skip(NGINX === undefined, 'There is no nginx on this machine.');
  const folder = temporaryFolder();
  const shop = await startShop('1.1', { dataDir: folder.path });
  const hop = await slowHop(Number(new URL(shop.url).port));
  const nginx = await startNginx(join(folder.path, 'nginx'), hop.port);
  try {
    await api.createEnvironment({ name: 'Laptop', baseUrl: shop.url });
    await api.createEnvironment({
      ...{ name: 'Full stack', baseUrl: nginx.url },
      tls: { verify: false },
    });
    await api.createPlan({
      version: 1,
      name: 'Look around',
      warmUp: 'none',
      scenarios: [
        {
          name: 'Browse',
          executor: { type: 'constant-arrival-rate', rate: 10, duration: '10s', maxVUs: 20 },
          steps: [
            { type: 'request', name: 'List products', url: '/api/v1/products?limit=20&fields=id,name' },
            { type: 'request', name: 'Show product', url: '/api/v1/products/7' },
          ],
        },
      ],
    });
    await page.goto('/plans');
    await page.getByRole('button', { name: 'More about Look around' }).click();
    await page.getByRole('menuitem', { name: 'One release in two environments…' }).click();
    const dialog = page.getByRole('dialog');
    for (const [label, name] of [
      ['Environment of A', 'Laptop'],
      ['Environment of B', 'Full stack'],
    ] as const) {
      await dialog.getByLabel(label).click();
      await page.getByRole('option', { name }).click();
    }
    await dialog.getByLabel('Release of A').fill('1.1');
    await dialog.getByRole('button', { name: 'Start the runs' }).click();
    await expect(page).toHaveURL(/\/compare\?baseline=.*candidate=/);
    const query = new URL(page.url()).searchParams;
    for (const id of [query.get('baseline'), query.get('candidate')])
      await api.runWhen(id ?? '', ({ run }) => run.status === 'finished');

    const told = EnvironmentComparison.parse(
      await (await api.send('GET', `/api/compare/environments?${query}`)).json(),
    );
    console.log(told.sentence);
    const { parts } = told.time;
    const added = ({ baseline, candidate }: (typeof parts)['waiting']) => (candidate ?? 0) - (baseline ?? 0);
    expect(told.figures.connections.candidate).toBe(1);
    expect(told.figures.connections.baseline).toBeLessThan(0.2);
    // What the network holds back is time until the first byte, nothing of it is lost elsewhere.
    expect(added(parts.waiting)).toBeGreaterThanOrEqual(DELAY_MS - 1);
    expect(added(parts.tls)).toBeGreaterThan(0.2);
    expect(added(parts.connecting)).toBeGreaterThan(0);

    await page.reload();
    const card = page.getByRole('region', { name: 'Two environments', exact: true });
    await expect(card).toContainText(told.sentence);
    const table = card.getByRole('table', { name: 'The same plan in two environments' });
    for (const name of [
      'Throughput',
      'p95',
      'p99',
      'Failed',
      'DNS',
      'Connect',
      'TLS',
      'Waiting',
      'Receiving',
    ])
      await expect(table.getByRole('row', { name: new RegExp(`^${name}`) }).first()).toBeVisible();
    await expect(table.getByRole('row', { name: /^Waiting/ })).toContainText(/\+\d+/);
    const report = await api.send('GET', `/api/compare/report?${query}`);
    expect(await report.text()).toContain('What Laptop hid');
  } finally {
    await nginx.stop();
    hop.close();
    await shop.stop();
    folder.remove();
  }
});
