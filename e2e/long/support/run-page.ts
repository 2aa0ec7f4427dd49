import type { Locator, Page } from '@playwright/test';
import { expect } from '../../support/app-fixture.ts';

/** The page of a run as people use it. */
export class RunPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(page: Page, id: string, search = '', app = ''): Promise<RunPage> {
    await page.goto(`${app}/runs/${id}${search}`);
    return new RunPage(page);
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get figures(): Locator {
    return this.page.getByLabel('Key figures');
  }
  get events(): Locator {
    return this.page.getByRole('region', { name: 'Events' }).getByRole('listitem');
  }

  table(name: string): Locator {
    return this.page.getByRole('table', { name, exact: true });
  }

  /** Findings may draw the same curve as their evidence. */
  chart(title: RegExp): Locator {
    return this.page.getByRole('region', { name: 'Charts' }).getByRole('slider', { name: title });
  }

  /** Where a second is on a chart, in the middle of its height. */
  async placeOn(chart: Locator, second: number): Promise<{ x: number; y: number }> {
    await chart.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await chart.boundingBox();
    if (!box) throw new Error('The chart is not to be seen');
    const [from, to] = await Promise.all(
      ['aria-valuemin', 'aria-valuemax'].map(async (name) => Number(await chart.getAttribute(name))),
    );
    const share = (second - (from ?? 0)) / ((to ?? 1) - (from ?? 0));
    return { x: box.x + box.width * share, y: box.y + box.height / 2 };
  }

  /** Drags over a chart, so that seconds `from` to `to` (exclusive) are brushed. */
  async brush(chart: Locator, from: number, to: number): Promise<void> {
    const [start, end] = [await this.placeOn(chart, from + 0.5), await this.placeOn(chart, to - 0.5)];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, start.y, { steps: 4 });
    await this.page.mouse.move(end.x, start.y, { steps: 4 });
    await this.page.mouse.up();
    await expect(this.page).toHaveURL(new RegExp(`from=${from}&to=${to}`));
    await this.isRead();
  }

  /** The figures on the page are those of the stretch or the requests that were chosen. */
  async isRead(): Promise<void> {
    await expect(
      this.page.getByRole('status').filter({ hasText: 'as if that were the whole run' }),
    ).toBeVisible();
  }

  /** The exact value behind a figure in a row: `1,234.5 ms`. */
  exactIn(row: Locator, column: number): Promise<string | null> {
    return row.getByRole('cell').nth(column).locator('[title]').first().getAttribute('title');
  }
}

/** On a machine that is busy with other things the generator is late, and says so. */
export const ENDED = /Passed|Failed|Aborted|Invalid/;
