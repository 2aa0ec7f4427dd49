import { didYouMean } from '../nearest/nearest-name.ts';
import { libraryModule } from './library-modules.ts';

/** A module that Rehearsal provides to scripts. */
export type KnownModule = {
  /** All that it exports. */
  exports: readonly string[];
  /** What has to wait for something. */
  waits: readonly string[];
  /** What calls functions that it is given and waits when they do. */
  calls: readonly string[];
};

const VERBS = ['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'batch'];

const OCSP_REASONS = [
  'AA_COMPROMISE',
  'AFFILIATION_CHANGED',
  'CA_COMPROMISE',
  'CERTIFICATE_HOLD',
  'CESSATION_OF_OPERATION',
  'KEY_COMPROMISE',
  'PRIVILEGE_WITHDRAWN',
  'REMOVE_FROM_CRL',
  'SUPERSEDED',
  'UNSPECIFIED',
];

const HASHES = ['md4', 'md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512_224', 'sha512_256', 'ripemd160'];

const WEBSOCKETS: KnownModule = { exports: ['WebSocket', 'Blob'], waits: [], calls: [] };
const TIMERS: KnownModule = {
  exports: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  waits: [],
  calls: [],
};

/** The modules of k6 itself that the engine implements. */
export const CORE_MODULES: Record<string, KnownModule> = {
  k6: {
    exports: ['check', 'fail', 'group', 'randomSeed', 'sleep'],
    waits: ['sleep'],
    calls: ['check', 'group'],
  },
  'k6/http': {
    exports: [
      ...VERBS,
      'asyncRequest',
      'url',
      'file',
      'cookieJar',
      'CookieJar',
      'expectedStatuses',
      'setResponseCallback',
      'setDefaultHeaders',
      'SSL_3_0',
      ...['0', '1', '2', '3'].map((minor) => `TLS_1_${minor}`),
      ...['GOOD', 'REVOKED', 'SERVER_FAILED', 'UNKNOWN'].map((name) => `OCSP_STATUS_${name}`),
      ...OCSP_REASONS.map((name) => `OCSP_REASON_${name}`),
    ],
    waits: VERBS,
    calls: [],
  },
  'k6/metrics': { exports: ['Counter', 'Gauge', 'Rate', 'Trend'], waits: [], calls: [] },
  'k6/data': { exports: ['SharedArray'], waits: [], calls: [] },
  'k6/encoding': { exports: ['b64encode', 'b64decode'], waits: [], calls: [] },
  'k6/html': { exports: ['parseHTML', 'NodeType'], waits: [], calls: [] },
  'k6/crypto': {
    exports: [...HASHES, 'createHash', 'createHMAC', 'hmac', 'randomBytes', 'hexEncode'],
    waits: [],
    calls: [],
  },
  'k6/websockets': WEBSOCKETS,
  'k6/experimental/websockets': WEBSOCKETS,
  'k6/experimental/webcrypto': { exports: ['crypto'], waits: [], calls: [] },
  'k6/experimental/streams': {
    exports: ['ReadableStream', 'CountQueuingStrategy', 'ReadableStreamDefaultReader'],
    waits: [],
    calls: [],
  },
  'k6/experimental/fs': { exports: ['open', 'File', 'SeekMode'], waits: [], calls: [] },
  'k6/experimental/csv': { exports: ['parse', 'Parser'], waits: [], calls: [] },
  'k6/ws': { exports: ['connect'], waits: ['connect'], calls: [] },
  'k6/timers': TIMERS,
  'k6/experimental/timers': TIMERS,
  'k6/execution': { exports: ['vu', 'scenario', 'instance', 'test'], waits: [], calls: [] },
};

/** Methods of answers that send requests. */
export const WAITING_METHODS: readonly string[] = ['submitForm', 'clickLink'];

/** Names that a script can use without importing them. */
export const SCRIPT_GLOBALS: Record<string, string> = {
  __VU: 'vu',
  __ITER: 'iteration',
  __ENV: 'env',
  open: 'open',
  console: 'console',
  globalThis: 'global',
  Math: 'math',
  crypto: 'crypto',
  setTimeout: 'timers.setTimeout',
  clearTimeout: 'timers.clearTimeout',
  setInterval: 'timers.setInterval',
  clearInterval: 'timers.clearInterval',
};

const NOT_YET: Record<string, string> = {
  'k6/browser': 'Rehearsal sends HTTP requests and drives no browser; take out what drives one',
  'k6/experimental/browser': 'Rehearsal sends HTTP requests and drives no browser; take out what drives one',
  'k6/net/grpc': 'Rehearsal speaks HTTP and not gRPC; take out the gRPC calls, or call an HTTP gateway',
  'k6/secrets':
    'secrets come from the environment of the run; give it one and read __ENV.NAME, and take out what imports k6/secrets',
  'k6/experimental/grpc':
    'Rehearsal speaks HTTP and not gRPC; take out the gRPC calls, or call an HTTP gateway',
};

/** Why a module cannot be imported, with what to do. */
export function refusalOfModule(specifier: string): string {
  const library = libraryModule(specifier);
  if (library?.kind === 'refused') return library.why;
  const known = NOT_YET[specifier];
  if (known) return `"${specifier}" cannot be imported: ${known}`;
  if (specifier.startsWith('k6/x/'))
    return `"${specifier}" is an extension that is compiled into a k6 of one's own; Rehearsal cannot load it: take it out`;
  if (specifier.startsWith('k6')) {
    const meant = didYouMean(specifier, Object.keys(CORE_MODULES));
    return meant
      ? `there is no module "${specifier}"${meant}`
      : `"${specifier}" is not supported yet; take it out`;
  }
  if (/^https?:/.test(specifier))
    return `"${specifier}" would be loaded from the network, which Rehearsal does not do: download the file, put it beside the script and import it as './name.js'`;
  return `"${specifier}" is neither a file nor a module of k6: put the file beside the script and import it as './name.js'`;
}
