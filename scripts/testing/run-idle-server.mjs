import { endInOrder, runChild } from '../supervise.mjs';

endInOrder();
process.exitCode = await runChild('scripts/testing/idle-server.ts', process.argv.slice(2), process.env);
