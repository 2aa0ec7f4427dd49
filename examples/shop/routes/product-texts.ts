import { anyOf, perDatabase, type Row, type Statement } from '../database/protocol.ts';
import type { Session } from '../database/session.ts';

const textsOfFamilies: Statement = {
  name: 'texts_of_families',
  sql: perDatabase(
    (kind) => `SELECT family_id, section, body FROM texts
        WHERE family_id ${anyOf(kind, 'families', 'int')} AND position < :count
        ORDER BY family_id, position`,
  ),
};
type TextRow = { family_id: number; section: string; body: string };

/** The first `count` texts of the products' pages, by family. */
export async function textsByFamily(
  db: Session,
  products: Row[],
  count: number,
): Promise<Map<Row[string] | undefined, Record<string, string>>> {
  const families = JSON.stringify([...new Set(products.map((product) => product.family_id))]);
  const texts = new Map<Row[string] | undefined, Record<string, string>>();
  for (const { family_id, section, body } of await db.all<TextRow>(textsOfFamilies, { families, count })) {
    texts.set(family_id, { ...texts.get(family_id), [section]: body });
  }
  return texts;
}
