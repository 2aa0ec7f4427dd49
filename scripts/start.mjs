// npm start, npm run dev: prepares what is missing or out of date, then runs the server.
// Plain JavaScript without packages: on a fresh clone there is nothing else yet.
import { prepare } from './prepare.mjs';
import { endInOrder, isEnding, runChild } from './supervise.mjs';

const args = process.argv.slice(2);
const development = args[0] === '--dev';
if (development) args.shift();

endInOrder();
try {
  await prepare({ pages: !development, report: (line) => console.log(line) });
  if (!isEnding()) {
    process.exitCode = await runChild('server.ts', args, {
      ...process.env,
      NODE_ENV: development ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    });
  }
} catch (error) {
  if (!isEnding()) {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
