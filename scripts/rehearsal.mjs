// npm run rehearsal: the runner without server and database. Standard output belongs to it alone.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { whenNpmIsGone } from './parent.mjs';
import { isPrepared, prepare } from './prepare.mjs';
import { root } from './root.mjs';
import { isRuntime } from './runtime.mjs';
import { endInOrder, isEnding, runChild } from './supervise.mjs';

const args = process.argv.slice(2);
// npm changes into our folder; the files that are named lie where the user is.
if (process.env.npm_lifecycle_event === 'rehearsal' && process.env.INIT_CWD)
  process.chdir(process.env.INIT_CWD);

if (isRuntime() && isPrepared({ client: false })) {
  // No process in between: signals and exit code are its own.
  whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
  // Starting costs half: what was compiled once is read. Without room for it, it is compiled again.
  enableCompileCache(join(root, 'node_modules/.cache/rehearsal'));
  process.argv = [process.execPath, join(root, 'cli.ts'), ...args];
  await import(pathToFileURL(process.argv[1]).href);
} else {
  endInOrder();
  try {
    await prepare({ client: false, report: (line) => console.error(line) });
    if (!isEnding()) process.exitCode = await runChild('cli.ts', args, process.env);
  } catch (error) {
    if (!isEnding()) {
      console.error(`\n${error.message}`);
      process.exitCode = 1;
    }
  }
}
