/** The same tables as in SQLite, as PostgreSQL writes them. What is searched compares by bytes, as it does there. */
export const catalogueInPostgres = `
  CREATE TABLE categories (id int PRIMARY KEY, name text NOT NULL);
  CREATE TABLE families (
    id int PRIMARY KEY, name text NOT NULL, brand text NOT NULL, tags text NOT NULL,
    category_id int NOT NULL REFERENCES categories
  );
  CREATE TABLE texts (
    family_id int NOT NULL REFERENCES families, position int NOT NULL,
    section text NOT NULL, body text COLLATE "C" NOT NULL,
    PRIMARY KEY (family_id, position)
  );
  CREATE TABLE products (
    id int PRIMARY KEY, family_id int NOT NULL REFERENCES families,
    sku text NOT NULL, name text COLLATE "C" NOT NULL, brand text COLLATE "C" NOT NULL,
    tags text COLLATE "C" NOT NULL
  );
  CREATE TABLE prices (product_id int PRIMARY KEY, cents int NOT NULL);
  CREATE TABLE stock (
    product_id int NOT NULL, warehouse text NOT NULL, quantity int NOT NULL,
    PRIMARY KEY (product_id, warehouse)
  );
  CREATE TABLE reviews (
    product_id int NOT NULL, number int NOT NULL, rating int NOT NULL,
    PRIMARY KEY (product_id, number)
  );
`;

export const catalogueTableNames = [
  'categories',
  'families',
  'texts',
  'products',
  'prices',
  'stock',
  'reviews',
] as const;

const wordsOf = (text: string) => `to_tsvector('simple', regexp_replace(${text}, '[^[:alnum:]]+', ' ', 'g'))`;

/** Words as SQLite's index has them: runs of letters and digits, in lower case, without their places. */
export const searchInPostgres = `
  CREATE TABLE product_search AS
    WITH described AS MATERIALIZED (
      SELECT family_id, ${wordsOf('body')} AS words FROM texts WHERE position = 0
    )
    SELECT id AS product_id, strip(${wordsOf("concat_ws(' ', name, brand, tags)")} || words) AS words
    FROM products JOIN described USING (family_id) ORDER BY id;
  ALTER TABLE product_search ADD PRIMARY KEY (product_id);
  CREATE INDEX product_search_words ON product_search USING gin (words);
`;

export const accountsInPostgres = `
  CREATE TABLE users (
    id int PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL,
    member_since text NOT NULL, password_hash text NOT NULL
  );
  CREATE TABLE cart_items (
    cart_id text NOT NULL, product_id int NOT NULL, quantity int NOT NULL,
    PRIMARY KEY (cart_id, product_id)
  );
  CREATE TABLE orders (
    id text PRIMARY KEY, user_id int NOT NULL REFERENCES users,
    placed_at text NOT NULL, total_cents int NOT NULL
  );
  CREATE INDEX orders_by_user ON orders (user_id, placed_at);
  CREATE TABLE order_items (
    order_id text NOT NULL REFERENCES orders, product_id int NOT NULL,
    quantity int NOT NULL, cents int NOT NULL,
    PRIMARY KEY (order_id, product_id)
  );
`;

/** In the order in which they refer to each other. */
export const accountTableNames = ['users', 'cart_items', 'orders', 'order_items'] as const;
