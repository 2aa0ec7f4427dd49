import { RUN_FILE_TYPE } from '@/lib/record/run-file-type.ts';
import { Problem } from '@/lib/server/errors.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { importRun } from '@/lib/server/runs/import.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request) =>
  respond((ctx) => {
    const { body, headers } = request;
    if (headers.get('content-type') !== RUN_FILE_TYPE || !body)
      throw new Problem('invalid', `Send the file of a run as ${RUN_FILE_TYPE}.`);
    return importRun({ ctx, input: body });
  }, 201);
