import type { Methods } from './reflect.ts';
import { type AnyNode, ancestorNamed, attributeOf, type Element, elementChildrenOf } from './tree.ts';

const SECTIONS = ['thead', 'tbody', 'tfoot'];

const childrenNamed = (parent: Element, ...names: string[]) =>
  elementChildrenOf(parent).filter((child) => names.includes(child.name));

/** Head first, foot last, wherever they stand. */
function rowsOf(table: Element): Element[] {
  const rowsIn = (...names: string[]) =>
    elementChildrenOf(table).flatMap((child) =>
      child.name === 'tr' && names.includes('tbody')
        ? [child]
        : names.includes(child.name)
          ? childrenNamed(child, 'tr')
          : [],
    );
  return [...rowsIn('thead'), ...rowsIn('tbody'), ...rowsIn('tfoot')];
}

function span(name: string) {
  return (element: Element) => {
    const given = Number.parseInt(attributeOf(element, name) ?? '', 10);
    return given > 0 ? given : 1;
  };
}

const first = (name: string) => (table: Element, wrap: (node: AnyNode) => unknown) => {
  const [found] = childrenNamed(table, name);
  return found === undefined ? undefined : wrap(found);
};

const cell: Methods = {
  cellIndex: (element) =>
    element.parent === null ? -1 : elementChildrenOf(element.parent).filter(isCell).indexOf(element),
  colSpan: span('colspan'),
  rowSpan: span('rowspan'),
  headers: (element) => attributeOf(element, 'headers') ?? '',
};

const isCell = (element: Element) => element.name === 'td' || element.name === 'th';

const section: Methods = { rows: (element, wrap) => childrenNamed(element, 'tr').map(wrap) };

/** Tables and what is in them. */
export const tableMethods: Record<string, Methods> = {
  table: {
    rows: (element, wrap) => rowsOf(element).map(wrap),
    tBodies: (element, wrap) => childrenNamed(element, 'tbody').map(wrap),
    caption: first('caption'),
    tHead: first('thead'),
    tFoot: first('tfoot'),
    sortable: (element) => attributeOf(element, 'sortable') !== undefined,
  },
  thead: section,
  tbody: section,
  tfoot: section,
  tr: {
    cells: (element, wrap) => childrenNamed(element, 'td', 'th').map(wrap),
    rowIndex: (element) => {
      const table = ancestorNamed(element, 'table');
      return table === undefined ? -1 : rowsOf(table).indexOf(element);
    },
    sectionRowIndex: (element) => {
      const parent = element.parent;
      if (parent === null || !SECTIONS.includes('name' in parent ? parent.name : '')) return -1;
      return elementChildrenOf(parent)
        .filter((row) => row.name === 'tr')
        .indexOf(element);
    },
  },
  td: cell,
  th: {
    ...cell,
    abbr: (element) => attributeOf(element, 'abbr') ?? '',
    scope: (element) => attributeOf(element, 'scope') ?? '',
    sorted: (element) => attributeOf(element, 'sorted') !== undefined,
  },
  col: { span: span('span') },
  colgroup: { span: span('span') },
};
