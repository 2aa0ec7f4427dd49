import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { Environment } from '../../plan/environment.ts';
import { readPlan } from '../../plan-file/plan-file.ts';
import type { Probes } from '../../probe/probe.ts';
import type { Database } from '../database.ts';
import { environmentText, storedEnvironment } from '../environments/environment-row.ts';
import { insertPlan } from '../plans/create.ts';
import type { ShopRelease } from './demo-shop.ts';

const PLAN_FILE = join(import.meta.dirname, '../../../examples/plans/shop.yaml');

/** The shop tells of itself, and runs on this machine. */
const PROBES: z.input<typeof Probes> = [
  { type: 'prometheus', name: 'Shop', url: '/metrics' },
  { type: 'host', name: 'This machine' },
];

/** Brings the environment of a demo shop: made once, then only pointed at the address the shop has now. */
export async function upsertShopEnvironment(
  db: Database,
  release: ShopRelease,
  baseUrl: string,
): Promise<void> {
  const readyMade = `shop-${release}`;
  const existing = await db.environment.findUnique({ where: { readyMade } });
  if (existing) {
    const document = environmentText({ ...storedEnvironment(existing.document), baseUrl });
    await db.environment.update({ where: { readyMade }, data: { document } });
    return;
  }
  const usual = `Shop ${release}`;
  const taken = await db.environment.findUnique({ where: { name: usual } });
  const name = taken ? `${usual} (demo)` : usual;
  const document = environmentText(Environment.parse({ name, baseUrl, probes: PROBES }));
  await db.environment.create({ data: { name, document, readyMade } });
}

/** Brings the ready-made plan, once: neither edits nor its deletion are ever undone. */
export async function insertShopPlan(db: Database): Promise<void> {
  const readyMade = 'shop';
  if (await db.plan.findUnique({ where: { readyMade } })) return;
  const file = readPlan(await readFile(PLAN_FILE, 'utf8'));
  if (!file.ok) throw new Error(`examples/plans/shop.yaml is not a plan: ${JSON.stringify(file.issues)}`);
  await insertPlan({ db }, file.plan, readyMade);
}
