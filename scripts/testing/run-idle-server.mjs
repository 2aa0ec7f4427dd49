import { endInOrder, runChild } from '../supervise.mjs';

// However slow the machine is, the two signals of the test are one.
endInOrder({ sameWithinMs: 60_000 });
process.exitCode = await runChild('scripts/testing/idle-server.ts', process.argv.slice(2), process.env);
