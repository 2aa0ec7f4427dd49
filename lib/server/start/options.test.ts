import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('listens on loopback, port 3000, with the demo', () => {
    expect(readOptions([], { NODE_ENV: 'production' })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: `${process.cwd()}/data`,
      demo: true,
      allowedHosts: [],
      requireToken: false,
      dev: false,
    });
  });

  it('reads flags and variables', () => {
    const env = {
      HOST: '::1',
      PORT: '0',
      REHEARSAL_DATA_DIR: '/srv/r',
      REHEARSAL_ALLOWED_HOSTS: 'a.example, b.example:81',
      REHEARSAL_REQUIRE_TOKEN: '1',
    };
    expect(readOptions(['--no-demo'], env)).toEqual({
      host: '::1',
      port: 0,
      dataDir: '/srv/r',
      demo: false,
      allowedHosts: ['a.example', 'b.example:81'],
      requireToken: true,
      dev: true,
    });
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com', '127.0.0.1.example.com'])(
    'refuses HOST=%s and says what it exposes',
    (HOST) => {
      expect(() => readOptions([], { HOST })).toThrow(/send load from this machine/);
      expect(readOptions(['--listen-anyway'], { HOST }).host).toBe(HOST);
    },
  );

  it.each(['127.0.0.1', '127.0.0.9', 'localhost', '::1'])('listens on %s without asking', (HOST) => {
    expect(readOptions([], { HOST }).host).toBe(HOST);
  });

  it('says all that is wrong at once', () => {
    expect(() =>
      readOptions([], { PORT: 'x', HOST: '0.0.0.0', REHEARSAL_ALLOWED_HOSTS: 'http://a' }),
    ).toThrow(/PORT is "x"[\s\S]*HOST is 0\.0\.0\.0[\s\S]*"http:\/\/a"/);
    expect(() => readOptions(['--no-dmeo'], {})).toThrow(/--no-dmeo[\s\S]*--no-demo/);
  });
});
