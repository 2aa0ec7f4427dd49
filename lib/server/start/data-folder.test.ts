import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeDataFolder } from './data-folder.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('takeDataFolder', () => {
  it('makes a folder that only its owner can read', async () => {
    const dataDir = join(await temporaryFolder(), 'a', 'data');
    const taken = await takeDataFolder(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(taken.recordsDir)).isDirectory()).toBe(true);
    await taken.release();
  });

  it('says in a sentence that it cannot write', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(takeDataFolder(join(file, 'data'))).rejects.toThrow(
      `The data folder ${join(file, 'data')} cannot be written to: ENOTDIR: not a directory.`,
    );
  });

  it.runIf(process.platform === 'linux')('comes to an end where the system makes no folders', async () => {
    await expect(takeDataFolder('/proc/rehearsal')).rejects.toThrow(
      /\/proc\/rehearsal cannot be written to: ENOENT/,
    );
    await expect(takeDataFolder('/dev/null/rehearsal')).rejects.toThrow(/ENOTDIR/);
  });

  it('is taken by one server at a time, and free again when that one was killed', async () => {
    const dataDir = await temporaryFolder();
    const script = `
      import { takeDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'data-folder.ts'))};
      await takeDataFolder(process.argv[1]);
      console.log('taken');
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void other.kill('SIGKILL'));
    await once(other.stdout, 'data');
    await expect(takeDataFolder(dataDir)).rejects.toThrow(/Another Rehearsal is using the data folder/);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await takeDataFolder(dataDir)).release();
    await (await takeDataFolder(dataDir)).release();
  });
});
