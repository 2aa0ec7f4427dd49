import { METHODS } from '@/lib/plan/step.ts';

export const METHOD_LIST = 'http-methods';
export const HEADER_LIST = 'http-headers';

const HEADERS = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'If-None-Match',
  'Origin',
  'Referer',
  'User-Agent',
  'X-Request-Id',
];

/** Usual methods and headers that fields offer; once per page. */
export function RequestLists() {
  return (
    <>
      <datalist id={METHOD_LIST}>
        {METHODS.map((method) => (
          <option key={method} value={method} />
        ))}
      </datalist>
      <datalist id={HEADER_LIST}>
        {HEADERS.map((header) => (
          <option key={header} value={header} />
        ))}
      </datalist>
    </>
  );
}
