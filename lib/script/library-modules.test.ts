import { expect, test } from 'vitest';
import { LIBRARY_NAMES, libraryModule } from './library-modules.ts';

test.each(LIBRARY_NAMES)('%s is there at any version', (name) => {
  const at = (rest: string) => libraryModule(`https://jslib.k6.io/${name}/${rest}`);
  expect(at('1.4.0/index.js')).toEqual({ kind: 'library', name });
  expect(at('0.0.1/dist/main.min.js')).toEqual({ kind: 'library', name });
});

test('an unknown library is refused with what there is', () => {
  const refused = libraryModule('https://jslib.k6.io/ajv/6.12.5/index.js');
  expect(refused).toMatchObject({ kind: 'refused' });
  expect(refused && 'why' in refused ? refused.why : '').toMatch(
    /k6-utils, httpx, .*check\(\) and response\.json\(\).*'\.\/ajv\.js'/,
  );
  expect(libraryModule('https://jslib.k6.io/constructor/1.0.0/index.js')).toMatchObject({ kind: 'refused' });
});

test('other addresses are no libraries', () => {
  expect(libraryModule('https://elsewhere.test/k6-utils/1.4.0/index.js')).toBeNull();
  expect(libraryModule('k6/http')).toBeNull();
  expect(libraryModule('./k6-utils.js')).toBeNull();
});
