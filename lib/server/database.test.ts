import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { giveBackSpace } from './database.ts';
import { temporaryDatabase } from './testing/temporary-database.ts';

describe('openDatabase', () => {
  it('keeps foreign keys on, also after a transaction', async () => {
    const { db } = await temporaryDatabase();
    await db.$transaction([db.plan.create({ data: { name: 'a', description: '', scenarioNames: '[]' } })]);
    await expect(
      db.planVersion.create({ data: { planId: 'nobody', number: 1, document: '{}' } }),
    ).rejects.toThrow(/foreign key/i);
  });

  it('takes back all of a transaction that fails', async () => {
    const { db } = await temporaryDatabase();
    await expect(
      db.$transaction([
        db.plan.create({ data: { id: 'p', name: 'a', description: '', scenarioNames: '[]' } }),
        db.plan.create({ data: { id: 'p', name: 'b', description: '', scenarioNames: '[]' } }),
      ]),
    ).rejects.toThrow();
    expect(await db.plan.count()).toBe(0);
    await db.plan.create({ data: { name: 'after', description: '', scenarioNames: '[]' } });
    expect(await db.plan.count()).toBe(1);
  });

  it('lets concurrent transactions and queries take turns', async () => {
    const { db } = await temporaryDatabase();
    const plan = await db.plan.create({ data: { name: 'p', description: '', scenarioNames: '[]' } });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        db.$transaction(async (tx) => {
          const number = (await tx.planVersion.count({ where: { planId: plan.id } })) + 1;
          await tx.planVersion.create({ data: { planId: plan.id, number, document: `${index}` } });
        }),
      ),
    );
    expect(await db.planVersion.count()).toBe(20);
  });

  it('gives the space of what was deleted back, and leaves nothing of it to be read', async () => {
    const { db, file } = await temporaryDatabase();
    const name = 'unmistakable'.repeat(10_000);
    for (let i = 0; i < 30; i++)
      await db.plan.create({ data: { name, description: '', scenarioNames: '[]' } });
    await db.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(statSync(file).size).toBeGreaterThan(3_000_000);
    await db.plan.deleteMany();
    await giveBackSpace(db);
    expect(statSync(file).size).toBeLessThan(500_000);
    for (const one of [file, `${file}-wal`]) expect(readFileSync(one).includes('unmistakable')).toBe(false);
    expect(await db.plan.create({ data: { name: 'a', description: '', scenarioNames: '[]' } })).toBeDefined();
  });

  it.runIf(process.platform === 'linux')('opens no further connection for transactions', async () => {
    const { db, file } = await temporaryDatabase();
    const openFiles = () => readdirSync('/proc/self/fd').length;
    await db.$transaction([db.plan.count()]);
    const before = openFiles();
    for (let i = 0; i < 20; i++) await db.$transaction([db.plan.count()]);
    expect(openFiles() - before, `handles of ${file}`).toBeLessThan(20);
  });
});
