import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Every demo user's. */
export const demoPassword = 'rehearsal';

const keyBytes = 32;
const deriveKey = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** About 20 ms on one core at factor 1. */
const cost = (factor: number) => ({ N: 8192, r: 8, p: factor });

type Stored = { factor: number; salt: Buffer; key: Buffer };

/** Hashes a password; `factor` multiplies the work. The result carries its salt and factor. */
export function hashPassword(password: string, factor: number): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, keyBytes, cost(factor));
  return [factor, salt.toString('hex'), key.toString('hex')].join('$');
}

/** Compares on the thread pool, while the event loop serves others. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const { factor, salt, key } = read(hash);
  return timingSafeEqual(key, await deriveKey(password, salt, keyBytes, cost(factor)));
}

/** The `blocking` fault: the same comparison, while nobody else is served. */
export function verifyPasswordBlocking(password: string, hash: string): boolean {
  const { factor, salt, key } = read(hash);
  return timingSafeEqual(key, scryptSync(password, salt, keyBytes, cost(factor)));
}

function read(hash: string): Stored {
  const [factor = '', salt = '', key = ''] = hash.split('$');
  return { factor: Number(factor), salt: Buffer.from(salt, 'hex'), key: Buffer.from(key, 'hex') };
}
