import { runCurves } from '../../record/run-curves.ts';
import { binWidth } from '../../run/bin-width.ts';
import type { CurvePoint } from '../../run/window.ts';
import type { ServerContext } from '../context.ts';

/** The whole of a run in `most` points at most, so that a report can hold them; none when it has no record. */
export async function runCourse({ runs }: ServerContext, id: string, most: number): Promise<CurvePoint[]> {
  const points = await runs.withRecord(id, async (reader) => {
    const width = binWidth(reader.seconds, most);
    return (await runCurves(reader, { from: 0, to: reader.seconds }, width)).points;
  });
  return points ?? [];
}
