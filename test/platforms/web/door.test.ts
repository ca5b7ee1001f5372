import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openPlayground, type Playground } from './playground.js';

const say = (text: string) => ({ as: 'employee', nonce: randomUUID(), conversation: 'direct:employee', text });

describe('the door of the playground', () => {
  let playground: Playground;
  beforeEach(async () => {
    playground = await openPlayground();
  });
  afterEach(() => playground.stop());

  it('serves the page and its files with a strict policy', async () => {
    const page = await playground.get('/');
    assert.equal(page.status, 200);
    assert.match(page.headers['content-type'] ?? '', /^text\/html/);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    for (const [, path] of page.text.matchAll(/(?:href|src)="(\/[^"]+)"/g)) {
      assert.equal((await playground.get(String(path))).status, 200, path);
    }
  });

  it('spares a browser what it already has', async () => {
    const { headers } = await playground.get('/playground/assets/app.js');
    const again = await playground.get('/playground/assets/app.js', { 'if-none-match': String(headers.etag) });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
  });

  it('serves nothing outside its folder', async () => {
    for (const name of ['..%2findex.ts', '%2e%2e/index.ts', '../../../../package.json', '.env', 'nothing.js', 'a.ts']) {
      assert.equal((await playground.get(`/playground/assets/${name}`)).status, 404, name);
    }
    assert.equal((await playground.get('/playground/other')).status, 404);
  });

  it('answers no Host but loopback', async () => {
    for (const host of [
      'evil.example',
      'evil.example:80',
      '127.0.0.1.evil.example',
      '10.0.0.8',
      'localhost.evil.example',
    ]) {
      const page = await playground.get('/', { host });
      assert.equal(page.status, 403, host);
      assert.equal(page.body.error, 'The playground answers on this machine only.');
      assert.equal((await playground.get('/playground/state', { host })).status, 403, host);
    }
    for (const host of [`localhost:${playground.port}`, `[::1]:${playground.port}`, 'LOCALHOST']) {
      assert.equal((await playground.get('/', { host })).status, 200, host);
    }
  });

  it('answers a Host it was told to allow', async () => {
    const other = await openPlayground({ allowedHosts: ['desk.example'] });
    assert.equal((await other.get('/', { host: 'desk.example:8443' })).status, 200);
    assert.equal((await other.get('/', { host: 'sub.desk.example' })).status, 403);
    await other.stop();
  });

  it('takes nothing from another site', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `http://127.0.0.1:${playground.port + 1}`,
      'http://localhost',
    ]) {
      const refused = await playground.post('/playground/say', say('hello'), { origin });
      assert.equal(refused.status, 403, origin);
    }
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    assert.equal((await playground.get('/playground/state', foreign)).status, 403);
    assert.equal((await playground.get('/', { ...foreign, 'sec-fetch-mode': 'navigate' })).status, 200);
    assert.deepEqual(playground.intake.told, []);
  });

  it('takes a program that names itself in place of an Origin', async () => {
    const send = (headers: Record<string, string>) => playground.post('/playground/say', say('hello'), headers);
    // An empty Origin header is no Origin a browser sends.
    assert.equal((await send({ origin: '' })).status, 403);
    const open = await fetch(`http://127.0.0.1:${playground.port}/playground/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-deskhand': 'playground' },
      body: JSON.stringify(say('hello')),
    });
    assert.equal(open.status, 200);
    const unnamed = await fetch(`http://127.0.0.1:${playground.port}/playground/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(say('hello')),
    });
    assert.equal(unnamed.status, 403);
  });

  it('takes JSON only, and only what it understands', async () => {
    const asText = await playground.post('/playground/say', say('hello'), { 'content-type': 'text/plain' });
    assert.equal(asText.status, 415);
    for (const body of [
      '{',
      'null',
      '[]',
      {},
      { ...say('x'), more: 1 },
      { ...say('x'), nonce: '1' },
      { ...say('x'), text: 5 },
    ]) {
      const refused = await playground.post('/playground/say', body);
      assert.equal(refused.status, 400, JSON.stringify(body));
      assert.match(String(refused.body.error), /^That request is not/);
    }
    assert.deepEqual(playground.intake.told, []);
  });

  it('takes 40,000 characters of any script and says so when there are more', async () => {
    for (const letter of ['a', 'ж', '字']) {
      const taken = await playground.post('/playground/say', say(letter.repeat(40_000)));
      assert.equal(taken.status, 200, letter);
    }
    assert.equal(playground.intake.told.length, 3);
    for (const length of [40_001, 200_000]) {
      const refused = await playground.post('/playground/say', say('a'.repeat(length)));
      assert.equal(refused.status, 413);
      assert.match(String(refused.body.error), /40,000 characters/);
    }
    assert.equal(playground.intake.told.length, 3);
  });

  it('caps every other request at 64 KB', async () => {
    const form = (length: number) => ({
      as: 'tech',
      nonce: randomUUID(),
      action: 'ticket.note',
      subject: 't1',
      version: 1,
      values: { note: 'a'.repeat(length) },
    });
    assert.equal((await playground.post('/playground/submit', form(60_000))).status, 200);
    assert.equal((await playground.post('/playground/submit', form(66_000))).status, 413);
    assert.equal(playground.intake.asked.length, 1);
  });
});
