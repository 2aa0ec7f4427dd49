import { DatabaseSync } from 'node:sqlite';
import { catalogueSearchIndex, catalogueTables } from './catalogue-schema.ts';
import { Random } from './random.ts';
import { assortment, brands, colours, lines, sections, sentences, sizes, tags } from './words.ts';

const variantsPerFamily = colours.length * sizes.length;
const sentencesPerText = 10;
const categories = Object.keys(assortment);

type Family = { id: number; name: string; brand: string; tags: string; cents: number };

/** Fills a new file at `path` with `products` products; the same number always gives the same ones. */
export function writeCatalogue(path: string, products: number): void {
  const database = new DatabaseSync(path);
  // The file counts only once it is complete and renamed, so it needs no journal
  // on disk.
  database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536');
  database.exec('BEGIN');
  database.exec(catalogueTables);
  writeRows(database, products);
  database.exec(catalogueSearchIndex);
  database.exec('COMMIT');
  database.exec('ANALYZE');
  database.close();
}

function writeRows(database: DatabaseSync, products: number): void {
  const random = new Random(products);
  const insertCategory = database.prepare('INSERT INTO categories VALUES (?, ?)');
  categories.forEach((name, index) => {
    insertCategory.run(index + 1, name);
  });

  const writeFamily = familyWriter(database, random);
  const writeProduct = productWriter(database, random);
  for (let first = 1, id = 1; first <= products; first += variantsPerFamily, id += 1) {
    const family = writeFamily(id);
    const count = Math.min(variantsPerFamily, products - first + 1);
    for (let variant = 0; variant < count; variant += 1) {
      writeProduct(family, first + variant, variant);
    }
  }
}

function familyWriter(database: DatabaseSync, random: Random): (id: number) => Family {
  const insertFamily = database.prepare('INSERT INTO families VALUES (?, ?, ?, ?, ?)');
  const insertText = database.prepare('INSERT INTO texts VALUES (?, ?, ?, ?)');
  return (id) => {
    const category = random.pick(categories);
    const thing = random.pick(assortment[category] ?? []);
    const brand = random.pick(brands);
    const name = `${brand} ${random.pick(lines)} ${thing}`;
    const labels = [random.pick(tags), random.pick(tags)].join(' ');
    insertFamily.run(id, name, brand, labels, categories.indexOf(category) + 1);
    sections.forEach((section, position) => {
      const body = Array.from({ length: sentencesPerText }, () => random.pick(sentences));
      insertText.run(id, position, section, `${name}. ${body.join(' ')}`);
    });
    return { id, name, brand, tags: labels, cents: random.whole(9, 300) * 100 };
  };
}

function productWriter(
  database: DatabaseSync,
  random: Random,
): (family: Family, id: number, variant: number) => void {
  const insertProduct = database.prepare('INSERT INTO products VALUES (?, ?, ?, ?, ?, ?)');
  const insertPrice = database.prepare('INSERT INTO prices VALUES (?, ?)');
  const insertStock = database.prepare('INSERT INTO stock VALUES (?, ?, ?)');
  const insertReview = database.prepare('INSERT INTO reviews VALUES (?, ?, ?)');
  return (family, id, variant) => {
    const colour = colours[Math.floor(variant / sizes.length)];
    const size = sizes[variant % sizes.length];
    const sku = `${family.brand.slice(0, 3).toUpperCase()}-${String(id).padStart(6, '0')}`;
    const name = `${family.name}, ${colour}, ${size}`;
    insertProduct.run(id, family.id, sku, name, family.brand, family.tags);
    insertPrice.run(id, family.cents + random.whole(0, 9) * 50);
    for (const warehouse of ['north', 'south']) insertStock.run(id, warehouse, random.whole(0, 40));
    const reviews = random.whole(0, 4);
    for (let number = 1; number <= reviews; number += 1) {
      insertReview.run(id, number, random.whole(2, 5));
    }
  };
}
