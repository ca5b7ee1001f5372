import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import type { Person } from '../support/slack/person.js';
import type { SeenMessage } from '../support/slack/sees.js';
import { assertSees, inChannel, type Office, startOffice } from './office.js';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('journey: files', () => {
  let office: Office;
  before(async () => {
    office = await startOffice({ env: { PUBLIC_URL: 'https://desk.example.com' } });
  });
  after(() => office.dispose());

  /** Opens the link as somebody's browser would, on the desk itself instead of the proxy before it. */
  async function opens(messages: readonly SeenMessage[], name: string): Promise<Response> {
    const links = messages.flatMap((message) => [message, ...message.thread]).flatMap((message) => message.links);
    const link = links.find((one) => one.label === name);
    assert.ok(link, `no link ${name}`);
    assert.equal(new URL(link.url).origin, 'https://desk.example.com');
    return fetch(`${office.url}${new URL(link.url).pathname}`);
  }
  const directOf = (who: Person) => who.sees().direct;

  it('come with the ticket when they were sent before it', async () => {
    const { ana, tim, triage, act } = office;
    await act(ana.says('talk to a person'));
    const shot = { name: 'shot 1.png', mimetype: 'image/png', size: png.length, content: png };
    await act(ana.says('my monitor shows everything upside down', { files: [shot] }));
    assertSees(tim, ['Ana Lee sent with it:', 'shot 1.png (16 B)'], triage);
    const opened = await opens(inChannel(tim, triage), 'shot 1.png');
    assert.equal(opened.headers.get('content-type'), 'image/png');
    assert.match(opened.headers.get('content-disposition') ?? '', /^inline; filename\*=UTF-8''shot%201\.png$/);
    assert.deepEqual(Buffer.from(await opened.arrayBuffer()), png);
  });

  it('travel with the words of either side, and are saved, not run, when they are no pictures', async () => {
    const { ana, tim, triage, act } = office;
    await act(tim.presses('Take it'));
    const page = { name: 'log.html', mimetype: 'image/png', content: '<script>alert(1)</script>' };
    await act(ana.says('here is the log', { files: [page] }));
    const log = await opens(inChannel(tim, triage), 'log.html');
    assert.equal(log.headers.get('content-type'), 'application/octet-stream');
    assert.match(log.headers.get('content-disposition') ?? '', /^attachment/);
    assert.equal(log.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(await log.text(), '<script>alert(1)</script>');

    await act(
      tim.says('install this one', {
        in: triage,
        thread: office.card(1).ts,
        files: [{ name: 'driver.zip', content: 'zip' }],
      }),
    );
    assertSees(ana, ['install this one', 'driver.zip']);
    assert.equal(await (await opens(directOf(ana), 'driver.zip')).text(), 'zip');
  });

  it('of words that stay among techs stay, too', async () => {
    const { tim, tia, triage, act } = office;
    const before = (await rowsOf(office.database, 'file')).length;
    const note = { name: 'private.txt', content: 'secret' };
    await act(tia.says('have a look', { in: triage, thread: office.card(1).ts, files: [note] }));
    await act(tim.says(['see this, ', tia], { in: triage, thread: office.card(1).ts, files: [note] }));
    assert.equal((await rowsOf(office.database, 'file')).length, before);
  });

  it('are named when they are too large, and gone with their message', async () => {
    const { ana, tim, triage, act } = office;
    await act(ana.says('the whole disk', { files: [{ name: 'disk.iso', size: 30_000_000 }] }));
    assertSees(tim, ['the whole disk', '📎 disk.iso'], triage);
    const sent = await act(ana.says('wrong file', { files: [{ name: 'salary.csv', content: 'x' }] }));
    const link = await opens(inChannel(tim, triage), 'salary.csv');
    assert.equal(link.status, 200);
    await act(ana.deletes(sent));
    assert.equal((await fetch(link.url)).status, 404);
    assert.equal((await fetch(`${office.url}/files/${'x'.repeat(32)}/a`)).status, 404);
    assert.equal((await fetch(`${office.url}/files/`)).status, 404);
  });

  it('wait for a Slack that does not answer, and are not asked for in vain when they are gone', async () => {
    const { ana, tim, triage, act, slack } = office;
    slack.fault({ method: 'files.info' }, { status: 429, retryAfter: 1 }, { times: 1 });
    await act(ana.says('once more', { files: [{ name: 'late.txt', content: 'late' }] }));
    assert.equal(await (await opens(inChannel(tim, triage), 'late.txt')).text(), 'late');
  });
});
