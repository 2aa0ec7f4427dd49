import { formatCount, formatRequests } from '../format/format.ts';
import { PHASES, type Phase } from '../plan/step-lists.ts';
import type { RequestFigures } from './summary.ts';

export const PHASE_WORDS: Record<Phase, string> = {
  setup: 'setup',
  teardown: 'teardown',
  'vu-setup': 'setup of each VU',
  'vu-teardown': 'teardown of each VU',
};

/** What setup and teardown sent beside the load: `setup: 1 request, 0 failed`. One line for each phase that sent any. */
export function setupLines(requests: readonly RequestFigures[]): string[] {
  return PHASES.flatMap((phase) => {
    const own = requests.filter((request) => request.phase === phase);
    const count = own.reduce((sum, request) => sum + request.count, 0);
    const failed = own.reduce((sum, request) => sum + request.failed, 0);
    const cut = own.reduce((sum, request) => sum + request.interrupted, 0);
    if (count + cut === 0) return [];
    const interrupted = cut > 0 ? `, ${formatCount(cut)} interrupted` : '';
    return [`${PHASE_WORDS[phase]}: ${formatRequests(count)}, ${formatCount(failed)} failed${interrupted}`];
  });
}
