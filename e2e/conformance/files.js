// Files, tables and WebCrypto, as checks.

import { check } from 'k6';
import { SharedArray } from 'k6/data';
import csv from 'k6/experimental/csv';
import { open as openFile, SeekMode } from 'k6/experimental/fs';

export const options = { vus: 2, iterations: 4 };

const file = await openFile('data/users.csv');
const users = await csv.parse(file, { asObjects: true });
const bytes = open('data/users.csv', 'b');
const text = open(import.meta.resolve('./data/users.csv'));
const shared = new SharedArray('lengths', () => [bytes.byteLength, text.length]);

let later;
(async () => {
  later = await openFile('data/users.csv');
})();

async function files() {
  const { name, size } = await file.stat();
  const buffer = new Uint8Array(4);
  await file.seek(0, SeekMode.Start);
  const read = await file.read(buffer);
  return name === 'users.csv' && size === text.length && read === 4 && buffer[0] === 'n'.charCodeAt(0);
}

async function seeks() {
  const place = await file.seek(-2, SeekMode.End);
  const buffer = new Uint8Array(4);
  return place === text.length - 2 && (await file.read(buffer)) === 2 && (await file.read(buffer)) === null;
}

async function parsers() {
  const parser = new csv.Parser(file, { skipFirstLine: true });
  const rows = [await parser.next(), await parser.next(), await parser.next()];
  return (
    JSON.stringify(rows.map(({ done, value }) => [done, ...value])) ===
    '[[false,"ann","1"],[false,"bob, jr","2"],[true]]'
  );
}

async function hashes() {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const again = await crypto.subtle.digest('SHA-256', bytes);
  return digest.byteLength === 32 && new Uint8Array(digest).join() === new Uint8Array(again).join();
}

async function ciphers() {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secret = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, secret);
  return (
    secret.byteLength === bytes.byteLength + 16 &&
    new Uint8Array(plain).join() === new Uint8Array(bytes).join()
  );
}

function frozen() {
  try {
    shared[0] = 1;
  } catch {
    return shared[0] === bytes.byteLength;
  }
  return false;
}

export default async function () {
  const found = {
    files: await files(),
    seeks: await seeks(),
    parsers: await parsers(),
    hashes: await hashes(),
    ciphers: await ciphers(),
  };
  check(null, {
    ...found,
    tables: users.length === 2 && users[1].name === 'bob, jr',
    shared: frozen(),
    'top level': later.path === 'data/users.csv',
  });
}
