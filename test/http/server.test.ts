import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { serveHttp } from '../../src/http/server.js';

describe('the HTTP server', () => {
  it('closes once what is under way was answered, though the caller would keep the connection', async () => {
    let answer = () => {};
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const isAllowed = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const route = {
      path: '/slow',
      async handle(_: unknown, response: { end(text: string): void }) {
        asked();
        await isAllowed;
        response.end('done');
      },
    };
    const server = await serveHttp({ host: '127.0.0.1', port: 0, routes: [route] });
    const agent = new Agent({ keepAlive: true });
    const answered = new Promise((resolve, reject) => {
      const sent = request(`${server.url}/slow`, { agent }, (response) =>
        response.resume().on('end', () => resolve(response.statusCode)),
      );
      sent.on('error', reject).end();
    });
    await isAsked;
    const closed = server.close();
    answer();
    assert.equal(await answered, 200);
    await closed;
    agent.destroy();
  }).timeout(5_000);
});
