import type { RecordReader } from '../../record/record-reader.ts';
import { RecordWriter } from '../../record/record-writer.ts';
import type { RunOutput } from '../../run/conduct.ts';
import type { EngineEvent } from '../../run/engine.ts';
import type { RunState } from '../../run/run-state.ts';
import { FileSink } from './file-sink.ts';
import { nodeCompression } from './node-compression.ts';
import type { RecordPaths } from './open-record.ts';
import { breather } from './take-breath.ts';

/**
 * Writes every second as it comes. What was written outlives the process, since the system has it; a power cut may take
 * the seconds that the system had not put on the disk yet, at most those of the last minute.
 */
export class RecordOutput implements RunOutput {
  private readonly runId: string;
  private readonly paths: RecordPaths;
  private readonly onClosed: () => void;
  private sink: FileSink | undefined;
  private writer: RecordWriter | undefined;
  private hasFailed = false;
  private readonly uses = new Set<Promise<unknown>>();

  constructor(runId: string, paths: RecordPaths, onClosed: () => void = () => {}) {
    this.runId = runId;
    this.paths = paths;
    this.onClosed = onClosed;
  }

  /** Calls `use` with what was written so far; its files stay open for as long. Undefined when none are open. */
  withReader<T>(use: (reader: RecordReader) => Promise<T>): Promise<T> | undefined {
    const { writer } = this;
    if (!writer) return undefined;
    const answer = Promise.resolve(writer.reader()).then(use);
    const done = answer.catch(() => {}).finally(() => this.uses.delete(done));
    this.uses.add(done);
    return answer;
  }

  async onEvent(event: EngineEvent, state: RunState): Promise<void> {
    try {
      if (event.type === 'started') await this.begin(event.startedAt, state);
      else if (event.type === 'snapshot') await this.writer?.add(event.snapshot, state.series);
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }

  async close(): Promise<void> {
    const { sink, writer } = this;
    this.sink = undefined;
    let isWhole = false;
    try {
      if (!this.hasFailed) {
        await writer?.finish();
        isWhole = true;
      }
    } finally {
      this.writer = undefined;
      this.onClosed();
      await Promise.all(this.uses);
      await sink?.close(isWhole);
    }
  }

  private async begin(startedAt: number, { series, plan }: RunState): Promise<void> {
    this.sink = await FileSink.create(this.paths.path, this.paths.tailPath);
    const header = {
      runId: this.runId,
      startedAt: new Date(startedAt).toISOString(),
      series: [...series],
      scenarios: plan.scenarios.map(({ name }) => name),
    };
    this.writer = await RecordWriter.start(this.sink, header, nodeCompression, breather());
  }
}
