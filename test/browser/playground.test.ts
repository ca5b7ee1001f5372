import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { button, chat, launch, openPage } from './open-page.js';

const picture = resolve(import.meta.dirname, '../../../docs/playground.png');

/** The README's picture, when nothing moves any more. */
async function takePicture(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 1080 });
  await page.mouse.move(0, 0);
  await page.getByText('Deskhand is working…').first().waitFor({ state: 'hidden' });
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: picture });
}

describe('the playground in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('fills an empty playground with an example company, and offers it no more', async () => {
    const { page, complaints, close } = await openPage(browser);
    try {
      await page.getByRole('button', { name: 'Fill with an example company' }).click();
      await chat(page, 'direct:employee').getByText('You work in Sales of an example company now').waitFor();
      await button(chat(page, 'channel:triage'), 'Take it').last().waitFor();
      await chat(page, 'direct:manager').getByText('Nobody in it is real.').waitFor();
      await page.getByRole('button', { name: 'Fill with an example company' }).waitFor({ state: 'hidden' });
      await page.reload();
      await chat(page, 'direct:employee').getByText('You work in Sales').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Fill with an example company' }).isVisible(), false);
      assert.deepEqual(complaints, []);
    } finally {
      await close();
    }
  });

  it('takes a message to steps, a ticket, a tech and back', async () => {
    const { page, complaints, close } = await openPage(browser);
    try {
      const employee = chat(page, 'direct:employee');
      const triage = chat(page, 'channel:triage');
      await page.getByLabel('Write to the desk as Employee').fill('my vpn keeps dropping');
      await page.keyboard.press('Enter');
      await button(employee, 'Windows').click();
      await button(employee, 'At home').click();
      await employee.getByRole('heading', { name: /step 1/ }).waitFor();
      await button(employee, 'Still broken').click();
      await employee.getByRole('heading', { name: /step 2/ }).waitFor();
      await button(employee, 'Talk to a person').click();
      await employee.getByText('This is now ticket #1.').waitFor();

      await button(triage, 'Take it').click();
      await employee.getByText('Tech has taken #1.').waitFor();
      await triage.getByRole('button', { name: 'Reply in thread' }).click();
      await page.getByLabel('Reply in thread as Tech').fill('Is it on Wi-Fi or on a cable?');
      await page.keyboard.press('Enter');
      await employee.getByText('Is it on Wi-Fi or on a cable?').waitFor();
      await page.getByLabel('Write to the desk as Employee').fill('On Wi-Fi, in the kitchen.');
      await page.keyboard.press('Enter');
      await triage.getByText('On Wi-Fi, in the kitchen.').waitFor();
      if (process.env.DESKHAND_PICTURE) await takePicture(page);

      await button(triage, 'Resolve').click();
      const form = page.locator('dialog[data-form="ticket.resolve"]');
      await form.getByLabel('What was done?').fill('Moved the laptop to the 5 GHz network.');
      await form.getByRole('button', { name: 'Resolve' }).click();
      await employee.getByText('What was done: Moved the laptop to the 5 GHz network.').last().waitFor();
      await button(employee, '★ 5').click();
      await employee.getByText('You gave it 5 of 5.').waitFor();
      assert.deepEqual(complaints, []);
    } finally {
      await close();
    }
  });

  it("draws a card as Teams shows it, with Microsoft's renderer, and tells what Slack is sent", async () => {
    const { page, complaints, close } = await openPage(browser);
    try {
      const employee = chat(page, 'direct:employee');
      await page.getByLabel('Write to the desk as Employee').fill('my laptop was stolen');
      await page.keyboard.press('Enter');
      const triage = chat(page, 'channel:triage');
      await button(triage, 'Take it').waitFor();
      await triage.locator('[data-preview="teams"]').first().click();
      const drawn = triage.locator('.teams-card');
      await drawn.getByRole('button', { name: 'Take it' }).waitFor();
      await drawn.getByText('Requester:').waitFor();
      await triage.getByText('"AdaptiveCard"').first().waitFor();
      await triage.locator('[data-preview="slack"]').first().click();
      await triage.getByText('"rich_text"').first().waitFor();
      if (process.env.DESKHAND_TEAMS_PICTURE) await drawn.screenshot({ path: process.env.DESKHAND_TEAMS_PICTURE });
      assert.ok(await employee.count());
      assert.deepEqual(complaints, []);
    } finally {
      await close();
    }
  });

  it('lets only the first of two techs take a ticket, and tells the other who has it', async () => {
    const { page, close } = await openPage(browser);
    try {
      await page.getByLabel('Write to the desk as Employee').fill('my laptop was stolen');
      await page.keyboard.press('Enter');
      const triage = chat(page, 'channel:triage');
      await button(triage, 'Take it').waitFor();
      // Both presses leave before either answer is back.
      await page.evaluate(`
        const take = () => [...document.querySelectorAll('[data-action="ticket.take"]')].at(-1).click();
        take();
        document.querySelector('input[value="tech-2"]').click();
        take();
      `);
      await triage.getByText(/is taken by (Tech|Second tech)\./).waitFor();
      assert.equal(await triage.getByText(/^(Tech|Second tech) has it\.$/).count(), 1);
    } finally {
      await close();
    }
  });

  it('can be used on a phone', async () => {
    const { page, complaints, close } = await openPage(browser, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    try {
      await page.getByLabel('Write to the desk as Employee').fill('my vpn keeps dropping');
      await page.keyboard.press('Enter');
      const employee = chat(page, 'direct:employee');
      await button(employee, 'Talk to a person').tap();
      await employee.getByText('This is now ticket #1.').waitFor();
      await page.getByRole('tab', { name: /Techs/ }).tap();
      const triage = chat(page, 'channel:triage');
      await button(triage, 'Take it').tap();
      await triage.getByText('Tech has it.').waitFor();
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      assert.ok(width <= 360, `the page is ${width} px wide`);
      const smallest = await triage
        .locator('[data-action]')
        .evaluateAll((all) => Math.min(...all.map((one) => one.getBoundingClientRect().height)));
      assert.ok(smallest >= 24, `a button is ${smallest} px high`);
      assert.deepEqual(complaints, []);
    } finally {
      await close();
    }
  });

  it('can be used with the keyboard alone', async () => {
    const { page, close } = await openPage(browser);
    try {
      const reach = async (label: string) => {
        const focused = page.locator('[data-action]:focus').filter({ hasText: new RegExp(`^${label}$`) });
        for (let presses = 0; presses < 80; presses += 1) {
          if ((await focused.count()) === 1) return;
          await page.keyboard.press('Tab');
        }
        assert.fail(`Tab does not reach "${label}"`);
      };
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.type('my vpn keeps dropping');
      await page.keyboard.press('Enter');
      const employee = chat(page, 'direct:employee');
      await button(employee, 'Talk to a person').waitFor();
      await reach('Talk to a person');
      await page.keyboard.press('Enter');
      await employee.getByText('This is now ticket #1.').waitFor();
      await reach('Take it');
      await page.keyboard.press('Enter');
      await employee.getByText('Tech has taken #1.').waitFor();
      await reach('Internal note');
      await page.keyboard.press('Enter');
      const form = page.locator('dialog[data-form="ticket.note"]');
      await form.waitFor();
      await page.keyboard.type('Seen before on this floor.');
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
    } finally {
      await close();
    }
  });
});
