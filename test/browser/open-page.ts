import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { readConfig } from '../../src/config.js';
import { log } from '../../src/log.js';
import { startDesk } from '../../src/main.js';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: Debian's, or the one in CHROMIUM. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
}

/** The desk starts then, so that what it says of working hours is the same at every hour. */
const MONDAY_MORNING = new Date(2026, 2, 2, 10, 30).getTime();

/** A desk of a test's own with its playground open in a page. */
export interface OpenPage {
  readonly page: Page;
  /** What the page complained of: errors thrown, errors logged, requests that failed or left this machine. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts a desk on an empty database and opens its playground. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  log.level = process.env.LOG_LEVEL ?? 'error';
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-browser-'));
  const config = readConfig({ DATA_DIR: folder, PORT: '0' });
  const ahead = MONDAY_MORNING - Date.now();
  const desk = await startDesk(config, { clock: () => new Date(Date.now() + ahead) });
  const url = desk.url ?? '';
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked another site: ${request.url()}`);
  });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor();
  return {
    page,
    complaints,
    async close() {
      await context.close();
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The log of a conversation. */
export function chat(page: Page, conversation: string): Locator {
  return page.locator(`[role=log][data-conversation="${conversation}"]`);
}

/** A button of a card, by its label. */
export function button(place: Locator, label: string): Locator {
  return place
    .locator('[data-action]')
    .filter({ hasText: new RegExp(`^${label}$`) })
    .last();
}
