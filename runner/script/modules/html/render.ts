import { type AnyNode, childrenOf, isElement } from './tree.ts';

const VOID = new Set(
  'area base br col embed hr img input keygen link meta param source track wbr'.split(' '),
);
/** What stands in them is no markup. */
const RAW = new Set('iframe noembed noframes noscript plaintext script style xmp'.split(' '));

/** The markup of what is in a node, in k6's spelling: `<br/>`, and quotes as `&#34;`. */
export function innerHtml(node: AnyNode): string {
  let html = '';
  for (const child of childrenOf(node)) html += outerHtml(child);
  return html;
}

export function outerHtml(node: AnyNode): string {
  if (isElement(node)) {
    let open = `<${node.name}`;
    for (const [name, value] of Object.entries(node.attribs)) open += ` ${name}="${escaped(value)}"`;
    return VOID.has(node.name) ? `${open}/>` : `${open}>${innerHtml(node)}</${node.name}>`;
  }
  switch (node.type) {
    case 'text':
      return isElement(node.parent) && RAW.has(node.parent.name) ? node.data : escaped(node.data);
    case 'comment':
      return `<!--${node.data}-->`;
    case 'directive':
      return `<${node.data}>`;
    default:
      return innerHtml(node);
  }
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
