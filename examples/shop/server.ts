// A shop as a process of its own: reads the command line, serves until it is told to end.
import { help, readCommandLine, UsageError } from './command-line.ts';
import { type ShopOptions, startShop } from './shop.ts';

const tell = (line: string) => console.error(line);

async function serve(options: ShopOptions): Promise<void> {
  const starting = startShop({ ...options, tell });
  const end = async () => {
    await starting.then((shop) => shop.close()).catch(tellFailure);
    process.exit();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  // Whoever forked the shop is gone, however that happened.
  process.on('disconnect', end);
  const { url } = await starting;
  console.log(`shop ${options.release} listening on ${url}`);
}

function tellFailure(error: unknown): void {
  console.error(`the shop failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options === 'help') console.log(help);
  else await serve(options);
} catch (error) {
  if (error instanceof UsageError) {
    for (const problem of error.problems) console.error(problem);
    console.error('Try --help.');
    process.exit(2);
  }
  tellFailure(error);
  process.exit();
}
