import { join } from 'node:path';
import { type Contender, numberIn } from '../contender.ts';

const program = (name: string) => join(import.meta.dirname, '..', name);

export const undici: Contender = {
  name: 'bare undici',
  work: 'GET',
  get: ({ url, connections, seconds }) => [
    process.execPath,
    program('bare-undici.ts'),
    url,
    `${connections}`,
    `${seconds}`,
  ],
  reported: (stdout) => ({ requests: numberIn(/"requests":(\d+)/, stdout) }),
  users: ({ url, users, rampSeconds, holdSeconds, think }) => [
    process.execPath,
    program('bare-undici-users.ts'),
    ...[url, users, rampSeconds, holdSeconds, think.min, think.max].map(String),
  ],
};
