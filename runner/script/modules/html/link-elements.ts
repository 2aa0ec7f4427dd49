import { type Methods, textual } from './reflect.ts';
import { attributeOf, type Element, textOf } from './tree.ts';
import { splitUrl, type UrlParts } from './url.ts';

const part = (read: (parts: UrlParts) => string) => (element: Element) =>
  read(splitUrl(attributeOf(element, 'href') ?? ''));

const relList = (element: Element) => (attributeOf(element, 'rel') ?? '').split(/\s+/).filter(Boolean);

const href: Methods = {
  ...textual('href', 'target', 'rel', 'type', 'download', 'hrefLang', 'accessKey', 'referrerPolicy'),
  relList,
  text: (element) => textOf(element),
  hash: part((url) => url.hash),
  host: part((url) => url.host),
  hostname: part((url) => url.hostname),
  origin: part((url) => (url.scheme === '' ? '' : `${url.scheme}://${url.host}`)),
  password: part((url) => url.password),
  pathname: part((url) => url.path),
  port: part((url) => url.port),
  /** Without address there is only the colon, as in k6. */
  protocol: part((url) => (url.scheme === '' ? ':' : url.scheme)),
  search: part((url) => url.query),
  username: part((url) => url.username),
};

/** Elements that lead somewhere. */
export const linkMethods: Record<string, Methods> = {
  a: href,
  area: { ...href, ...textual('alt', 'coords', 'shape') },
  link: {
    ...textual(
      'href',
      'hreflang',
      'hrefLang',
      'media',
      'rel',
      'target',
      'type',
      'crossOrigin',
      'referrerPolicy',
    ),
    relList,
  },
};
