import assert from 'node:assert/strict';
import { callback, type Desk, directMessage, openDesk } from './harness.js';
import { press, submission } from './payloads.js';

const deep = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`) as unknown;
const values: readonly unknown[] = [
  undefined,
  null,
  [],
  {},
  [null],
  0,
  -1,
  1e308,
  true,
  '',
  'x'.repeat(100_000),
  '\u0000',
  '\ud800',
  deep,
  { toString: 1, constructor: null, length: -1 },
];

const edit = { user: 'U1', ts: '1772442000.000100', text: 'b', edited: { user: 'U1', ts: '1772442099.000000' } };
const bodies: Readonly<Record<string, object>> = {
  'a message': callback(directMessage({ thread_ts: '1772441000.000100', files: [{ id: 'F1', name: 'a', size: 1 }] })),
  'an edit': callback(directMessage({ subtype: 'message_changed', message: edit, previous_message: { text: 'a' } })),
  'a deletion': callback(directMessage({ subtype: 'message_deleted', deleted_ts: '1772442000.000100' })),
  'a member': callback({ type: 'member_joined_channel', user: 'U1', channel: 'C1', event_ts: '1772442000.000100' }),
  'a profile': callback({ type: 'user_change', user: { id: 'U1', tz: 'UTC' }, event_ts: '1772442000.000100' }),
  'a revoked token': callback({ type: 'tokens_revoked', tokens: { bot: ['U1'], oauth: [] } }),
  'a press': press(),
  'a form': submission(),
};

describe('slack: mutated bodies', () => {
  let desk: Desk;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  before(async () => {
    desk = await openDesk();
    process.on('unhandledRejection', note);
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await desk.close();
  });

  for (const [what, body] of Object.entries(bodies)) {
    it(`are understood or refused wherever ${what} was changed, and never break anything`, async () => {
      const isEvent = 'event' in body;
      const answered = new Map<number, number>();
      for (const path of pathsOf(body)) {
        for (const value of values) {
          const mutated = changed(body, path, value);
          const { status, body: said } = isEvent
            ? await desk.send({ body: JSON.stringify(mutated) })
            : await desk.interact(mutated);
          answered.set(status, (answered.get(status) ?? 0) + 1);
          assert.equal(said, '');
          assert.ok(
            [200, 400, 401].includes(status),
            `${status} for ${path.join('.')} = ${JSON.stringify(value)?.slice(0, 60)}`,
          );
        }
      }
      assert.ok((answered.get(400) ?? 0) > 0);
      assert.deepEqual(unhandled, []);
    });
  }
});

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function changed(body: object, path: readonly string[], value: unknown): object {
  const copy = structuredClone(body);
  const last = path.at(-1) ?? '';
  const parent = path
    .slice(0, -1)
    .reduce((at, key) => at[key] as Record<string, unknown>, copy as Record<string, unknown>);
  parent[last] = value;
  return copy;
}
