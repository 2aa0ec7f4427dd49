import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ProbeData, ProbeLedger, probeLines, readProbeLines } from '../../probe/probe-record.ts';
import type { ProbePlace, ProbeWatch, WatchProbes } from '../../probe/probe-watch.ts';
import type { RunOutput } from '../../run/conduct.ts';
import { isMissing } from '../records/open-record.ts';

/** Of ended runs, what was read last is kept: pages ask for it stretch by stretch. */
const MAX_KEPT = 8;

/** What probes saw, a file of lines for each run beside its record. Whatever befalls it, the run goes on. */
export class ProbeRecords {
  private readonly folder: string;
  private readonly watch: WatchProbes;
  private readonly log: Pick<Logger, 'warn'>;
  private readonly live = new Map<string, ProbeLedger>();
  private readonly read = new Map<string, Promise<ProbeData[]>>();

  constructor(folder: string, watch: WatchProbes, log: Pick<Logger, 'warn'>) {
    this.folder = folder;
    this.watch = watch;
    this.log = log;
  }

  /** All that was seen so far; nothing when the run had no probes. */
  of(runId: string): Promise<ProbeData[]> {
    const live = this.live.get(runId);
    if (live) return Promise.resolve(live.probes.filter(Boolean));
    const known = this.read.get(runId) ?? this.readFile(runId);
    this.read.delete(runId);
    this.read.set(runId, known);
    known.catch(() => this.read.delete(runId));
    const [oldest] = this.read.keys();
    if (this.read.size > MAX_KEPT && oldest !== undefined) this.read.delete(oldest);
    return known;
  }

  /** Of a run that was measured elsewhere. */
  async keep(runId: string, probes: readonly ProbeData[]): Promise<void> {
    if (probes.length === 0) return;
    const lines = [...probeLines(probes)].map((line) => `${JSON.stringify(line)}\n`);
    await writeFile(this.pathOf(runId), lines.join(''), { mode: 0o600 });
    this.read.delete(runId);
  }

  async remove(runId: string): Promise<void> {
    this.read.delete(runId);
    await rm(this.pathOf(runId), { force: true });
  }

  /** Watches from the start of the run to its end. */
  output(runId: string, place: ProbePlace): RunOutput {
    if (place.environment.probes.length === 0) return { onEvent: () => {}, close: () => {} };
    const ledger = new ProbeLedger();
    let watch: ProbeWatch | undefined;
    let waiting = '';
    let writing: Promise<void> | undefined;
    // Lines that come while the disk is busy are written together.
    const write = async () => {
      while (waiting !== '') {
        const text = waiting;
        waiting = '';
        await appendFile(this.pathOf(runId), text, { mode: 0o600 });
      }
    };
    const begin = () => {
      this.live.set(runId, ledger);
      watch = this.watch(place, (line) => {
        ledger.add(line);
        waiting += `${JSON.stringify(line)}\n`;
        writing ??= write()
          .catch((err: unknown) => this.log.warn({ err, run: runId }, 'what probes saw cannot be kept'))
          .finally(() => {
            writing = undefined;
          });
      });
    };
    return {
      onEvent: ({ type }) => {
        if (type === 'started') begin();
        else if (type === 'finished') void watch?.stop();
      },
      close: async () => {
        await watch?.stop();
        await writing;
        this.live.delete(runId);
        // It may have been asked for before there was anything.
        this.read.delete(runId);
      },
    };
  }

  private async readFile(runId: string): Promise<ProbeData[]> {
    try {
      return readProbeLines(await readFile(this.pathOf(runId), 'utf8'));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  private pathOf(runId: string): string {
    return join(this.folder, `${runId}.probes`);
  }
}
