import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeHeader, encodeSecond } from '../../record/record-codec.ts';
import type { RunOutput } from '../../run/conduct.ts';
import type { EngineEvent } from '../../run/engine.ts';
import type { RunState } from '../../run/run-state.ts';
import { type RecordReader, readRecord } from './read-record.ts';

/** The record files of runs: one folder, one file a run. */
export class RunRecords {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Hands over what was recorded, up to a torn end. False when the run never started or its file is none of ours. */
  read(runId: string, reader: RecordReader): Promise<boolean> {
    return readRecord(this.fileOf(runId), reader);
  }

  async remove(runId: string): Promise<void> {
    await rm(this.fileOf(runId), { force: true });
  }

  writer(runId: string): RunOutput {
    return new RecordWriter(runId, this.fileOf(runId));
  }

  private fileOf(runId: string): string {
    return join(this.folder, `${runId}.rec`);
  }
}

/**
 * Appends every second as it comes. What was written outlives the process, since the system has it; a power cut may take
 * the seconds that the system had not put on the disk yet.
 */
class RecordWriter implements RunOutput {
  private readonly runId: string;
  private readonly path: string;
  private file: FileHandle | undefined;

  constructor(runId: string, path: string) {
    this.runId = runId;
    this.path = path;
  }

  async onEvent(event: EngineEvent, state: RunState): Promise<void> {
    if (event.type === 'started') {
      this.file = await open(this.path, 'wx', 0o600);
      await this.file.appendFile(this.header(event.startedAt, state));
    } else if (event.type === 'snapshot') {
      await this.file?.appendFile(encodeSecond(event.snapshot));
    }
  }

  async close(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    try {
      await file?.datasync();
    } finally {
      await file?.close();
    }
  }

  private header(startedAt: number, { series, plan }: RunState): Uint8Array {
    return encodeHeader({
      runId: this.runId,
      startedAt: new Date(startedAt).toISOString(),
      series: [...series],
      scenarios: plan.scenarios.map(({ name }) => name),
    });
  }
}
