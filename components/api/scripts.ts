import { callApi } from '@/lib/api/client.ts';
import type { InspectScript, ScriptReading } from '@/lib/api/contract.ts';
import { contract } from './schemas.ts';

/** What is wrong with a script, and the load that it asks for. Throws ApiProblem. */
export const inspectScript = (script: InspectScript): Promise<ScriptReading> =>
  callApi(contract('ScriptReading'), '/api/scripts/inspect', { method: 'POST', body: script });
