import { DatabaseSync } from 'node:sqlite';
import { Random } from './random.ts';
import { familyNames, givenNames } from './words.ts';

const tables = `
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    member_since TEXT NOT NULL, password_hash TEXT NOT NULL
  );
  CREATE TABLE cart_items (
    cart_id TEXT NOT NULL, product_id INTEGER NOT NULL, quantity INTEGER NOT NULL,
    PRIMARY KEY (cart_id, product_id)
  ) WITHOUT ROWID;
  CREATE TABLE orders (
    id TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
    placed_at TEXT NOT NULL, total_cents INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX orders_by_user ON orders (user_id, placed_at);
  CREATE TABLE order_items (
    order_id TEXT NOT NULL REFERENCES orders, product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL, cents INTEGER NOT NULL,
    PRIMARY KEY (order_id, product_id)
  ) WITHOUT ROWID;
`;

export const userCount = 1_000;

/**
 * Writes a new file with the demo users, their past orders and empty carts. All users share one
 * password, so they share its hash too: hashing it a thousand times would take a minute.
 */
export function writeAccounts(path: string, products: number, passwordHash: string): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; BEGIN');
  database.exec(tables);
  const random = new Random(userCount);
  const insertUser = database.prepare('INSERT INTO users VALUES (?, ?, ?, ?, ?)');
  const writeOrder = orderWriter(database, random, products);
  for (let id = 1; id <= userCount; id += 1) {
    const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`;
    insertUser.run(id, `user${id}@example.com`, name, pastDay(random), passwordHash);
    for (let left = random.whole(1, 6); left > 0; left -= 1) writeOrder(id);
  }
  database.exec('COMMIT');
  database.close();
}

function orderWriter(database: DatabaseSync, random: Random, products: number) {
  const insertOrder = database.prepare('INSERT INTO orders VALUES (?, ?, ?, ?)');
  const insertItem = database.prepare('INSERT OR IGNORE INTO order_items VALUES (?, ?, ?, ?)');
  const addUp = database.prepare(
    `UPDATE orders SET total_cents =
       (SELECT sum(quantity * cents) FROM order_items WHERE order_id = orders.id) WHERE id = ?`,
  );
  let written = 0;
  return (userId: number) => {
    written += 1;
    const id = `past-${String(written).padStart(5, '0')}`;
    insertOrder.run(id, userId, pastDay(random), 0);
    for (let left = random.whole(1, 3); left > 0; left -= 1) {
      insertItem.run(id, random.whole(1, products), random.whole(1, 2), random.whole(9, 300) * 100);
    }
    addUp.run(id);
  };
}

/** Some moment in 2025, as ISO 8601 text. */
function pastDay(random: Random): string {
  return new Date(Date.UTC(2025, 0, random.whole(1, 365), random.whole(0, 23))).toISOString();
}
