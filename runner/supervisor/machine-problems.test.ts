import { describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import type { Machine } from './machine.ts';
import { readMachine } from './machine.ts';
import { machineProblems } from './machine-problems.ts';

const large: Machine = {
  platform: 'linux',
  filesPerProcess: 20_000,
  filesLeft: 2_000_000,
  localPorts: 28_232,
  memoryBytes: 24 * 1024 ** 3,
};

const problems = (
  vus: number,
  workers: number,
  over: { machine?: Partial<Machine>; baseUrl?: string; hosts?: Record<string, string[]> } = {},
) => {
  const plan = samplePlan({
    scenarios: [
      {
        name: 'S',
        executor: { type: 'constant-vus', vus, duration: '1s' },
        steps: [{ type: 'request', url: '/' }],
      },
    ],
  });
  const environment = Environment.parse({
    baseUrl: over.baseUrl ?? 'http://127.0.0.1:80',
    hosts: over.hosts ?? {},
  });
  return machineProblems(plan, environment, workers, { ...large, ...over.machine }).join('\n');
};

describe('machineProblems', () => {
  it('has nothing to say about what the machine can give', () => {
    expect(problems(120_000, 7)).toBe('');
    expect(problems(1, 1, { machine: readMachine() })).toBe('');
  });

  it('names the files that a worker needs, and the setting', () => {
    expect(problems(30_000, 1)).toMatch(/need 30,300 open files .* may open 20,000; .*ulimit -Hn/);
  });

  it('names the files that the system has left', () => {
    expect(problems(1000, 1, { machine: { filesLeft: 1000 } })).toMatch(
      /1,300 open files.*fs\.file-max=3600/,
    );
  });

  it.each([
    ['one address', 'http://10.0.0.1', {}, 28_232],
    ['two addresses', 'http://shop.test', { 'shop.test': ['10.0.0.1', '10.0.0.2'] }, 56_464],
    ['localhost by name', 'http://localhost:80', {}, 28_232],
  ])('counts local ports towards %s', (_, baseUrl, hosts, most) => {
    expect(problems(most, 10, { baseUrl, hosts })).toBe('');
    expect(problems(most + 1, 10, { baseUrl, hosts })).toMatch(/local ports towards .*ip_local_port_range=/);
  });

  it('does not judge names that are looked up, nor loopback, where there are many addresses to leave from', () => {
    expect(problems(100_000, 10, { baseUrl: 'http://shop.test' })).toBe('');
    expect(problems(100_000, 10)).toBe('');
    expect(problems(100_000, 10, { machine: { platform: 'darwin' } })).toContain(
      'local ports towards 127.0.0.1:80',
    );
  });

  it('reckons the memory', () => {
    expect(problems(50_000, 3, { machine: { memoryBytes: 1024 ** 3 } })).toMatch(
      /50,000 VUs in 3 load workers need about 1,247 MB of memory, but this machine has 1,024 MB left/,
    );
  });
});
