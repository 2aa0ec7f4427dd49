import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import next from 'next';
import { Server as SocketServer } from 'socket.io';
import { publishContext } from './lib/server/bus.ts';
import { openDatabase } from './lib/server/database.ts';
import { startDemo } from './lib/server/demo/start-demo.ts';
import { allowedHosts } from './lib/server/http/allowed-hosts.ts';
import { createFrontServer } from './lib/server/http/front-server.ts';
import { Rooms } from './lib/server/live/rooms.ts';
import { audienceOf, type LiveServer, serveViewers } from './lib/server/live/viewers.ts';
import { migrate } from './lib/server/migrate.ts';
import { ProbeRecords } from './lib/server/probes/probe-records.ts';
import { startSweeper } from './lib/server/retention/sweeper.ts';
import { eventsOf } from './lib/server/runs/run-events.ts';
import { RunRecords } from './lib/server/runs/run-records.ts';
import { RunSupervisor } from './lib/server/runs/run-supervisor.ts';
import { RunViews } from './lib/server/runs/run-views.ts';
import { StoredViews } from './lib/server/runs/stored-view.ts';
import { type LookAtScript, ScriptDesk } from './lib/server/scripts/script-desk.ts';
import { takeDataFolder } from './lib/server/start/data-folder.ts';
import { listen } from './lib/server/start/listen.ts';
import { createLog } from './lib/server/start/log.ts';
import { exposure, readOptions } from './lib/server/start/options.ts';
import { browserAddress, ownAddresses } from './lib/server/start/own-addresses.ts';
import { shutDownOnSignals } from './lib/server/start/shut-down.ts';
import { StartError } from './lib/server/start/start-error.ts';
import { warmUp } from './lib/server/start/warm-up.ts';
import { authorizeByToken } from './lib/server/tokens/authorize.ts';
import { lookAtProbe } from './runner/probe/look-at-probe.ts';
import { watchProbes } from './runner/probe/watch-probes.ts';
import { startRun } from './runner/run.ts';
import { inspectFiles } from './runner/script/inspect.ts';

/** Puts the web app together: pages, API, live path and run supervisor in one process, with one door in front. */

const startedAt = Date.now();
const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

// What we write holds secrets: it is for this user alone.
process.umask(0o077);
// Nothing leaves this machine that nobody asked for.
process.env.NEXT_TELEMETRY_DISABLED = '1';

/** Looking at a script that somebody edits may cost less than running it. */
const lookAtScript: LookAtScript = (source, said) =>
  inspectFiles(source, (level, text) => said({ at: Date.now(), level, text }), {
    withinMs: 8_000,
    heapMb: 512,
  });

/** Whatever the server takes is put here, and given back in reverse. */
const stack = new AsyncDisposableStack();

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const { host, dev, dataDir } = options;
  const log = createLog();
  shutDownOnSignals(stack, log);

  const front = createFrontServer({ dev });
  const port = await listen(front.outer, options);

  const folder = await takeDataFolder(dataDir);
  stack.defer(() => folder.release());
  await migrate(folder.databaseUrl).catch((error: Error) => {
    throw new StartError(error.message);
  });
  const db = await openDatabase(folder.databaseUrl);
  stack.defer(() => db.$disconnect());

  const demo = options.demo ? startDemo({ db, dataDir, log }) : undefined;
  if (demo) {
    console.log('Starting the demo shops; the first time they fill their catalogue.');
    stack.defer(() => demo.stop());
  }

  const pages = next({ dev, dir: root, hostname: host, port, httpServer: front.inner, quiet: !dev });
  await pages.prepare();
  stack.defer(() => pages.close());
  const answerPage = pages.getRequestHandler();
  front.inner.on('request', (request, response) => {
    answerPage(request, response).catch((err: unknown) => {
      log.error({ err }, 'a page could not be answered');
      response.destroy();
    });
  });

  const io: LiveServer = new SocketServer(front.inner, { serveClient: false, maxHttpBufferSize: 10_000 });
  stack.defer(async () => {
    await io.close();
    front.outer.closeAllConnections();
  });

  const records = new RunRecords(folder.recordsDir);
  const probes = new ProbeRecords(folder.recordsDir, watchProbes, log);
  const stored = new StoredViews(db, records);
  const views = new RunViews(stored);
  serveViewers(io, views);
  const rooms = new Rooms(io, (runId) => eventsOf(db, runId));
  const runs = new RunSupervisor({
    db,
    startRun,
    records,
    probes,
    stored,
    views,
    audience: audienceOf(io, rooms),
    presence: rooms,
    log,
  });
  await runs.start();
  stack.defer(() => runs.close());
  publishContext({
    ...{ db, runs, scripts: new ScriptDesk(lookAtScript), log, version, startedAt },
    probes: { records: probes, look: lookAtProbe },
  });
  stack.defer(() => publishContext(undefined));
  const sweeper = startSweeper({ db, runs, log });
  stack.defer(() => sweeper.stop());
  // Viewers that are connected still see how the runs end.
  stack.defer(() => void front.outer.close());

  const problem = await demo?.ready;
  if (stack.disposed) return;
  if (problem) console.log(problem);
  front.open(
    allowedHosts({ port, listed: options.allowedHosts, ownAddresses: ownAddresses(host) }),
    authorizeByToken(db, options.requireToken),
  );
  const address = browserAddress(host, port);
  if (!dev) await warmUp(address);
  if (stack.disposed) return;
  if (ownAddresses(host).length > 0) console.log(exposure(host));
  console.log(`Rehearsal is ready on ${address} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

try {
  await start();
} catch (error) {
  // A signal during the start takes away what the start needs; the exit is on its way.
  if (!stack.disposed) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
}
