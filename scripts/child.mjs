// Runs a file of ours as if Node had been given it, and ends it when the process that started it is gone, however
// that went: node scripts/child.mjs FILE ARGUMENTS
import { pathToFileURL } from 'node:url';

process.argv.splice(1, 1);
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
await import(pathToFileURL(process.argv[1]).href);
