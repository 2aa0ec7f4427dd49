// npm run build: makes everything ready for a start, without starting.
import { prepare } from './prepare.mjs';
import { endInOrder, isEnding } from './supervise.mjs';

endInOrder();
try {
  await prepare({ pages: true, report: (line) => console.log(line) });
} catch (error) {
  if (!isEnding()) {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
