import { hasErrand } from '../../../lib/plan/errands.ts';
import type { RunRequest } from '../../../lib/run/engine.ts';
import { environmentOfScript } from '../../../lib/script/environment-of-script.ts';
import { SUMMARY_DATA, SUMMARY_FILES } from '../../protocol.ts';
import { ErrandProcess, type Said } from '../../supervisor/errand-process.ts';
import type { SummaryData } from '../modules/jslib/k6-summary.ts';

/** By name, among them `stdout` and `stderr`. */
export type SummaryFiles = ReadonlyMap<string, Uint8Array>;
export type OwnSummary = { ok: true; files: SummaryFiles } | { ok: false; problem: string };

/** Runs handleSummary() of a script in a process of its own. Null when the script has none. */
export async function handleSummary(
  request: RunRequest,
  data: SummaryData,
  said: (said: Said) => void,
): Promise<OwnSummary | null> {
  if (!hasErrand(request.plan, 'summary')) return null;
  const { promise, resolve } = Promise.withResolvers<OwnSummary>();
  const shared = { [SUMMARY_DATA]: JSON.stringify(data) };
  const environment = environmentOfScript(request.environment, request.plan);
  new ErrandProcess({ ...request, environment }, 'summary', shared, {
    said,
    done: ({ failure, shared: { [SUMMARY_FILES]: json } }) => {
      if (failure !== null || json === undefined)
        resolve({ ok: false, problem: failure ?? 'it gave nothing' });
      else resolve({ ok: true, files: filesOf(json) });
    },
  });
  return promise;
}

function filesOf(json: string): SummaryFiles {
  const given = JSON.parse(json) as Record<string, string>;
  return new Map(Object.entries(given).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]));
}
