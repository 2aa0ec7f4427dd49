import pino from 'pino';
import type { RunEvent } from '../../run/run-event.ts';
import type { SteerAnswer } from '../../steer/order.ts';
import type { RunControl, ServerContext, StoppedBy } from '../context.ts';
import { temporaryDatabase } from './temporary-database.ts';

/** A run control that only notes what it was asked for. */
export class NotingRunControl implements RunControl {
  readonly stopped: [string, StoppedBy][] = [];
  readonly forgotten: string[] = [];
  woken = 0;
  changes = 0;
  wake = () => void this.woken++;
  stop = (runId: string, by: StoppedBy) => this.stopped.push([runId, by]) > 0;
  steer = (): SteerAnswer => ({ ok: false, problem: 'This context has no runs' });
  performOnce = async (): Promise<never> => {
    throw new Error('This context performs nothing');
  };
  stopAll = (by: StoppedBy) => {
    this.stopped.push(['all', by]);
    return [];
  };
  view = async () => undefined;
  withRecord = async () => undefined;
  exportRecord = async () => undefined;
  receiveRecord = async (): Promise<never> => {
    throw new Error('This context has no records');
  };
  samples = async () => [];
  waitingFor = () => 'Waits for its turn.';
  readonly rolledUp: [string, number][] = [];
  rollUp = async (runId: string, step: number) => this.rolledUp.push([runId, step]) > 0;
  recordBytes = async (runIds: readonly string[]) => runIds.length * 1000;
  forget = async (runId: string) => void this.forgotten.push(runId);
  giveBackSpace = async () => {};
  watchers = () => [];
  readonly told: string[] = [];
  tellEvent = (_runId: string, { text }: RunEvent) => void this.told.push(text);
  tellEventRemoved = (_runId: string, eventId: string) => void this.told.push(`removed ${eventId}`);
  changed = () => void this.changes++;
}

export const noScripts: ServerContext['scripts'] = {
  inspect: async () => {
    throw new Error('This context looks at no scripts');
  },
};

/** Nothing is observed here. */
export const noProbes: ServerContext['probes'] = {
  records: { of: async () => [], keep: async () => {} },
  look: async () => ({ ok: false, problem: 'This context looks at nothing' }),
};

/** A context with a real database and no supervisor. */
export async function testContext(): Promise<ServerContext & { runs: NotingRunControl; dataDir: string }> {
  const { db, dataDir } = await temporaryDatabase();
  return {
    db,
    dataDir,
    runs: new NotingRunControl(),
    scripts: noScripts,
    probes: noProbes,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    startedAt: 0,
  };
}
