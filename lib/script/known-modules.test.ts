import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CORE_MODULES, refusalOfModule } from './known-modules.ts';

/** What k6's own types say that a module exports, as values: functions, classes and constants. */
function declaredBy(name: string): string[] {
  const folder = name === 'k6' ? '' : name.replace(/^k6\//, '/');
  const file = fileURLToPath(new URL(`../../node_modules/@types/k6${folder}/index.d.ts`, import.meta.url));
  const text = readFileSync(file, 'utf8');
  const names = [...text.matchAll(/^export (?:declare )?(?:function|class|const|let|var) (\w+)/gm)].map(
    ([, one]) => one ?? '',
  );
  return [...new Set(names)];
}

/** Exported by the types and not by us, each with its reason. */
const NOT_OURS: Record<string, readonly string[]> = {
  // Parts of TLS and OCSP that an answer tells nothing of here.
  'k6/http': [
    'OCSP_REASON_AA_COMPROMISE',
    'OCSP_REASON_AFFILIATION_CHANGED',
    'OCSP_REASON_CA_COMPROMISE',
    'OCSP_REASON_CERTIFICATE_HOLD',
    'OCSP_REASON_CESSATION_OF_OPERATION',
    'OCSP_REASON_KEY_COMPROMISE',
    'OCSP_REASON_PRIVILEGE_WITHDRAWN',
    'OCSP_REASON_REMOVE_FROM_CRL',
    'OCSP_REASON_SUPERSEDED',
    'OCSP_REASON_UNSPECIFIED',
    'OCSP_STATUS_GOOD',
    'OCSP_STATUS_REVOKED',
    'OCSP_STATUS_SERVER_FAILED',
    'OCSP_STATUS_UNKNOWN',
    'SSL_3_0',
  ],
};

test.each(Object.keys(CORE_MODULES).filter((name) => name !== 'k6/execution'))(
  '%s exports what its types say',
  (name) => {
    const missing = declaredBy(name).filter((one) => !CORE_MODULES[name]?.exports.includes(one));
    expect(missing.filter((one) => !NOT_OURS[name]?.includes(one))).toEqual([]);
    expect(declaredBy(name).length).toBeGreaterThan(0);
  },
);

test.each([
  'k6/browser',
  'k6/net/grpc',
  'k6/x/sql',
  'k6/ws',
  'k6/nope',
  'https://jslib.k6.io/aws/0.11.0/s3.js',
  'lodash',
])('%s is refused with what to do', (name) => {
  expect(refusalOfModule(name)).toContain(`"${name}"`);
  expect(refusalOfModule(name)).toMatch(/take it out|take out|use |put the file|import it as/);
});
