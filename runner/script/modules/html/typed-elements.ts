import { form, formMethods } from './form-elements.ts';
import { linkMethods } from './link-elements.ts';
import { flags, type Methods, numeric, oneOf, textual } from './reflect.ts';
import { tableMethods } from './table-elements.ts';
import { type AnyNode, attributeOf, type Element, elementsBelow, isElement, textOf } from './tree.ts';

const content: Methods = { text: (element) => textOf(element) };
const dated: Methods = { ...textual('cite'), datetime: (element) => attributeOf(element, 'datetime') ?? '' };
const media: Methods = {
  ...textual('src', 'crossOrigin', 'currentSrc', 'mediaGroup'),
  ...flags('autoplay', 'controls', 'loop', 'muted'),
  ...oneOf('preload', 'auto', 'metadata', 'none'),
  defaultMuted: (element) => attributeOf(element, 'muted') !== undefined,
  textTracks: (element, wrap) => named(element, 'track').map(wrap),
};
const quote = textual('cite');

const METHODS: Record<string, Methods> = {
  ...linkMethods,
  ...formMethods,
  ...tableMethods,
  audio: media,
  video: { ...media, ...textual('poster'), ...numeric({ width: 0, height: 0 }) },
  base: textual('href', 'target'),
  canvas: numeric({ width: 300, height: 150 }),
  data: textual('value'),
  del: dated,
  ins: dated,
  blockquote: quote,
  q: quote,
  embed: textual('height', 'width', 'src', 'type'),
  iframe: {
    ...textual('height', 'width', 'src', 'srcdoc', 'name', 'referrerPolicy', 'sandbox'),
    ...flags('allowFullscreen'),
  },
  img: {
    ...textual('src', 'srcset', 'sizes', 'alt', 'crossOrigin', 'useMap', 'referrerPolicy', 'currentSrc'),
    ...numeric({ width: 0, height: 0 }),
    ...flags('isMap'),
  },
  li: { ...textual('type'), ...numeric({ value: 0 }) },
  map: {
    ...textual('name'),
    areas: (element, wrap) => named(element, 'area').map(wrap),
    images: (element, wrap) => {
      const name = attributeOf(element, 'name');
      let root: AnyNode = element;
      while (root.parent !== null) root = root.parent;
      return named(root, 'img')
        .filter((image) => attributeOf(image, 'usemap') === `#${name}`)
        .map(wrap);
    },
  },
  meta: { ...textual('content', 'name'), httpEquiv: (element) => attributeOf(element, 'http-equiv') ?? '' },
  object: {
    ...textual('data', 'name', 'type', 'useMap', 'height', 'width'),
    ...flags('typeMustMatch'),
    ...form,
  },
  ol: { ...flags('reversed'), ...numeric({ start: 1 }), ...textual('type') },
  param: textual('name', 'value'),
  pre: textual('name', 'value'),
  script: {
    ...content,
    ...textual('src', 'type', 'charset', 'crossOrigin'),
    ...flags('async', 'defer', 'noModule'),
  },
  source: textual('src', 'srcset', 'sizes', 'media', 'type', 'keySystem'),
  style: { ...textual('media', 'type') },
  time: { datetime: (element) => attributeOf(element, 'datetime') ?? '' },
  title: content,
  track: {
    ...oneOf('kind', 'subtitle', 'subtitles', 'captions', 'descriptions', 'chapters', 'metadata'),
    ...textual('label', 'src', 'srclang'),
    ...flags('default'),
  },
};

export function named(below: AnyNode, name: string): Element[] {
  return [...elementsBelow(below)].filter((element) => element.name === name);
}

type WrapperClass<Wrapper> = new (node: AnyNode) => Wrapper;
interface Wrapping<Wrapper> {
  wrap(node: AnyNode): Wrapper;
  nodeOf(wrapper: Wrapper): AnyNode;
}

const classes = new Map<string, unknown>();

/** The class of the elements of a name: made when the first of them is met. */
export function classOf<Wrapper extends object>(
  name: string,
  Base: WrapperClass<Wrapper>,
  { wrap, nodeOf }: Wrapping<Wrapper>,
): WrapperClass<Wrapper> {
  const methods = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (methods === undefined) return Base;
  const known = classes.get(name);
  if (known !== undefined) return known as WrapperClass<Wrapper>;
  const Typed = class extends (Base as WrapperClass<object>) {};
  for (const [method, read] of Object.entries(methods)) {
    Object.defineProperty(Typed.prototype, method, {
      configurable: true,
      writable: true,
      enumerable: true,
      value(this: Wrapper) {
        const node = nodeOf(this);
        return isElement(node) ? read(node, wrap) : undefined;
      },
    });
  }
  classes.set(name, Typed);
  return Typed as WrapperClass<Wrapper>;
}
