// A shop as a process of its own: reads the command line, serves until it is told to end.
import { help, readCommandLine, UsageError } from './command-line.ts';
import { type ShopOptions, startShop } from './shop.ts';

const tell = (line: string) => console.error(line);

async function serve(options: ShopOptions): Promise<void> {
  const shop = await startShop({ ...options, tell });
  const end = async () => {
    await shop.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  // Whoever forked the shop is gone, however that happened.
  process.on('disconnect', end);
  console.log(`shop ${options.release} listening on ${shop.url}`);
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
  console.error(`the shop cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
