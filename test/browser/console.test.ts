import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { consoleToken } from '../support/console-visitor.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { launch } from './open-page.js';

describe('the console in a browser', () => {
  let browser: Browser;
  let desk: TestDesk;
  before(async () => {
    browser = await launch();
    desk = await startTestDesk();
  });
  after(async () => {
    await browser.close();
    await desk.dispose();
  });

  it('opens by a link and a press, shows jobs and queues, and closes', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(desk.url) && !request.url().startsWith('data:'))
        complaints.push(`asked another site: ${request.url()}`);
    });
    await page.goto(`${desk.url}/console/login?token=${await consoleToken(desk, 'manager@playground.example')}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('cell', { name: 'escalate-tickets' }).waitFor();
    await page.getByRole('link', { name: 'Queues' }).click();
    await page.getByText('desk', { exact: true }).first().waitFor();
    await page.goto(`${desk.url}/console`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${desk.url}/console`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.deepEqual(complaints, []);
  });
});
