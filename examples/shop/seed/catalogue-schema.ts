/** Products and what belongs to them. Read-only once seeded. */
export const catalogueTables = `
  CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE families (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, brand TEXT NOT NULL, tags TEXT NOT NULL,
    category_id INTEGER NOT NULL REFERENCES categories
  );
  CREATE TABLE texts (
    family_id INTEGER NOT NULL REFERENCES families, position INTEGER NOT NULL,
    section TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (family_id, position)
  ) WITHOUT ROWID;
  CREATE TABLE products (
    id INTEGER PRIMARY KEY, family_id INTEGER NOT NULL REFERENCES families,
    sku TEXT NOT NULL, name TEXT NOT NULL, brand TEXT NOT NULL, tags TEXT NOT NULL
  );
  CREATE TABLE prices (product_id INTEGER PRIMARY KEY, cents INTEGER NOT NULL);
  CREATE TABLE stock (
    product_id INTEGER NOT NULL, warehouse TEXT NOT NULL, quantity INTEGER NOT NULL,
    PRIMARY KEY (product_id, warehouse)
  ) WITHOUT ROWID;
  CREATE TABLE reviews (
    product_id INTEGER NOT NULL, number INTEGER NOT NULL, rating INTEGER NOT NULL,
    PRIMARY KEY (product_id, number)
  ) WITHOUT ROWID;
`;

/** Made after the rows are in, which is quicker than keeping it up to date on the way. */
export const catalogueSearchIndex = `
  CREATE VIEW product_documents AS
    SELECT products.id, name, brand, tags, body AS description
    FROM products JOIN texts ON texts.family_id = products.family_id AND position = 0;
  CREATE VIRTUAL TABLE product_search USING fts5(
    name, brand, tags, description,
    content = 'product_documents', content_rowid = 'id', detail = none
  );
  INSERT INTO product_search (product_search) VALUES ('rebuild');
`;
