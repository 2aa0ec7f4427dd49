import { randomFrom } from '../../lib/judge/random.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { rejectedInScript } from '../script/host/rejections.ts';
import { LoadWorker } from './load-worker.ts';

/** Entry point of a load worker's process. Started by the supervisor, and gone when the supervisor is. */

let worker: LoadWorker | null = null;

function send(message: FromWorker): void {
  if (!process.connected) process.exit(1);
  // Ends once the last message is on its way; sockets that are still open do not matter then.
  process.send?.(message, undefined, undefined, message.type === 'done' ? () => process.exit(0) : undefined);
}

function breakOff(error: unknown): void {
  if (worker) worker.breakOff(error);
  else
    send({ type: 'broken', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function receive(message: ToWorker): void {
  switch (message.type) {
    case 'prepare':
      if (message.seed !== undefined) Math.random = randomFrom(message.seed + message.worker);
      worker = new LoadWorker(message, send);
      send(
        worker.problems.length === 0 ? { type: 'ready' } : { type: 'cannot-run', problems: worker.problems },
      );
      return;
    case 'begin':
      worker?.begin(message.atMonotonicNs, message.shared);
      return;
    case 'perform':
      worker?.perform(message.phase, message.shared);
      return;
    case 'start-scenario':
      worker?.startScenario(message.scenario, message.atMs);
      return;
    case 'steer':
      worker?.steer(message.acts);
      return;
    case 'others':
      worker?.tellOfOthers(message.others);
      return;
    case 'wind-up':
      worker?.windUp(message.scenario);
      return;
    case 'stop':
      if (worker) worker.stop();
      else send({ type: 'done', endedAtMs: 0 });
      return;
  }
}

process.on('message', (message: ToWorker) => {
  try {
    receive(message);
  } catch (error) {
    breakOff(error);
  }
});
process.on('disconnect', () => process.exit(1));
process.on('uncaughtException', breakOff);
process.on('unhandledRejection', (error) => {
  if (!rejectedInScript(error)) breakOff(error);
});
// A Ctrl-C in a terminal goes to the whole group; the supervisor decides what it means.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
