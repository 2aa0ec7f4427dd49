import type { RecordIndex } from '../../record/record-index.ts';
import type { RecordReader } from '../../record/record-reader.ts';
import { runCurves } from '../../record/run-curves.ts';
import type { RunCurves } from '../../run/window.ts';
import type { ServerContext } from '../context.ts';
import { sharedAnswer } from './shared-answers.ts';
import type { AskedStretch } from './stretch.ts';

/** The curves of a stretch, read once for all who ask. Whoever sees them asks for the figures of stretches next. */
export function sharedCurves(
  ctx: ServerContext,
  id: string,
  reader: RecordReader,
  asked: AskedStretch,
): Promise<RunCurves> {
  const { width, series, latency } = asked;
  return sharedAnswer(ctx, id, 'curves', asked, async () => {
    const curves = await runCurves(reader, asked, width, { series }, latency);
    lookForFailures(ctx, id);
    return curves;
  });
}

/** Until which second of a record failures were looked for. */
const lookedUntil = new WeakMap<RecordIndex, number>();

/** The figures of every stretch tell its failures: those of a long run take longest to find, and are found once for all. */
function lookForFailures({ runs, log }: ServerContext, id: string): void {
  const look = async (reader: RecordReader) => {
    const { index } = reader;
    const stretch = { from: lookedUntil.get(index) ?? 0, to: index.sealedSeconds };
    lookedUntil.set(index, stretch.to);
    const failures = reader.failures(stretch);
    while (!(await failures.next()).done);
  };
  runs
    .withRecord(id, look)
    .catch((err: unknown) => log.warn({ err, run: id }, 'its failures could not be looked for'));
}
