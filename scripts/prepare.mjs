import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildPages, pagesAreBuilt } from './build-pages.mjs';
import { installPackages, packagesAreInstalled } from './install-packages.mjs';
import { clientIsGenerated, generateClient } from './prisma-generate.mjs';
import { root } from './root.mjs';

const LOCK = join(root, '.cache', 'preparing');
const STILL_AT_IT_MS = 15_000;

/** What a start needs, in the order in which one needs the other. */
const TASKS = {
  packages: {
    isDone: packagesAreInstalled,
    run: installPackages,
    doing: 'Installing packages (first start and after updates only, about a minute)…',
    done: 'Packages installed',
  },
  client: { isDone: clientIsGenerated, run: generateClient, doing: 'Preparing the database client…' },
  pages: { isDone: pagesAreBuilt, run: buildPages, doing: 'Building the pages…', done: 'Pages built' },
};

function tasksFor({ client = true, pages = false }) {
  return [TASKS.packages, ...(client ? [TASKS.client] : []), ...(pages ? [TASKS.pages] : [])];
}

/** Whether `prepare` with the same options would find nothing to do. */
export function isPrepared(options) {
  return tasksFor(options).every((task) => task.isDone());
}

/**
 * Makes ready what is missing or out of date: the packages, the database client (unless `client: false`) and, with
 * `pages: true`, the built pages. Says what it does through `report(line)`. Throws an error with a plain sentence.
 */
export async function prepare({ report, ...options }) {
  checkNode();
  if (isPrepared(options)) return;
  const unlock = await lock(report);
  try {
    for (const task of tasksFor(options)) {
      // Asked again: another process may have done it while this one waited.
      if (!task.isDone()) await perform(task, report);
    }
  } finally {
    unlock();
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new Error(
    `Rehearsal needs Node 20.9 or newer to start; this is Node ${process.versions.node}. Get one from https://nodejs.org.`,
  );
}

async function perform({ run, doing, done }, report) {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  report(doing);
  const timer = setInterval(() => report(`  … still at it after ${Math.round(seconds())} s`), STILL_AT_IT_MS);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  if (done) report(`${done} in ${seconds()} s.`);
}

/** Waits until no other process prepares the same folder, then keeps others out. Returns the way to let them in. */
async function lock(report) {
  let told = false;
  for (;;) {
    try {
      mkdirSync(join(root, '.cache'), { recursive: true });
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return () => rmSync(LOCK, { force: true });
    } catch (error) {
      if (error.code === 'ENOSPC') throw new Error(`The disk is full: nothing can be written to ${root}.`);
      if (error.code !== 'EEXIST') {
        throw new Error(
          `The folder ${root} cannot be written (${error.code}). Give this user the right to write there.`,
        );
      }
    }
    const owner = Number(readLock());
    if (!isAlive(owner)) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!told) report(`Another process (${owner}) is preparing this folder; waiting for it…`);
    told = true;
    await delay(300);
  }
}

function readLock() {
  try {
    return readFileSync(LOCK, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
