import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyDist, type Edit } from '../support/dist-copy.js';
import { figure, sized } from './stage.js';

/** A bug somebody might write, and the tests that are to notice it. */
interface SeededBug extends Edit {
  readonly bug: string;
  readonly tests: readonly string[];
  /** A second wall that would hold the bug back. */
  readonly also?: Edit;
  /** The bug is in what only SQLite runs: its tests run there, whatever the others run on. */
  readonly isOfSqlite?: boolean;
}

const bugs: readonly SeededBug[] = [
  {
    bug: 'a finder forgets the organisation',
    file: 'models/tickets/ticket-work.js',
    find: 'WHERE w.org_id = $1 AND w.number = $2`, [orgId, number]',
    replace: 'WHERE w.number = $1`, [number]',
    tests: ['desk/actions/actions.test.js', 'desk/told/ticket-talk.test.js'],
  },
  {
    bug: 'a post of unknown outcome is repeated blindly',
    file: 'src/delivery/outcome.js',
    find: 'return asked.isPost ? lookLater(reason) : again(backoff(row.attempts, waits), reason);',
    replace: 'return again(backoff(row.attempts, waits), reason);',
    tests: ['delivery/outcomes.test.js'],
  },
  {
    bug: 'a failed write of a group is stored all the same',
    file: 'models/database/sqlite-commits.js',
    find: "await writer.run('SAVEPOINT unit');",
    replace: "await writer.run('SAVEPOINT other; SAVEPOINT unit');",
    tests: ['models/database.test.js'],
    isOfSqlite: true,
  },
  {
    bug: 'a late sender writes although another holds the conversation',
    file: 'models/outbox/sending.js',
    find: 'WHERE org_id = $6 AND conversation_id = $2 AND send_fence = $7 RETURNING',
    replace: 'WHERE org_id = $6 AND conversation_id = $2 AND send_fence >= $7 - 1000 RETURNING',
    also: { file: 'models/outbox/sending.js', find: 'AND state = $9 AND attempts = $10', replace: 'AND $9 <> $10' },
    tests: ['delivery/claims.test.js'],
  },
  {
    bug: 'a timer that was taken over fires twice',
    file: 'models/due-work/timer.js',
    find: "'DELETE FROM timer WHERE org_id = $1 AND timer_id = $2 AND fence = $3'",
    replace: "'DELETE FROM timer WHERE org_id = $1 AND timer_id = $2 AND fence >= $3'",
    tests: ['jobs/timer-job.test.js'],
  },
  {
    bug: 'what people write is not escaped',
    file: 'src/platforms/letters.js',
    find: "return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');",
    replace: 'return text;',
    tests: ['platforms/slack/render.test.js'],
  },
  {
    bug: 'a signature is not compared',
    file: 'src/platforms/slack/front/signature.js',
    find: 'return timingSafeEqual(expected, claim.digest);',
    replace: 'return expected.length === claim.digest.length;',
    tests: ['platforms/slack/front.test.js'],
  },
  {
    bug: 'anybody may do anything with a ticket',
    file: 'src/operations/tickets/move-ticket.js',
    find: 'if (!may(move.action, { role: move.actor.role, isRequester }))',
    replace: 'if (!may(move.action, { role: "admin", isRequester }))',
    tests: ['operations/tickets/move-ticket.test.js'],
  },
  {
    bug: 'a press on an outdated card counts',
    file: 'src/operations/tickets/move-ticket.js',
    find: 'if (!isSilent(move.action) && move.version !== undefined && move.version !== ticket.version)',
    replace: 'if (!isSilent(move.action) && move.version === -1)',
    tests: ['desk/actions/actions.test.js', 'operations/tickets/move-ticket.test.js'],
  },
  {
    bug: 'a redelivered message acts again',
    file: 'models/conversations/inbox.js',
    find: 'row.dedupeKey,',
    replace: 'id,',
    tests: ['desk/intake.test.js'],
  },
  {
    bug: 'a press delivered twice acts twice',
    file: 'src/desk/answer-asked.js',
    find: 'if (!(await isNew(work, asked)))',
    replace: 'if (!(await isNew(work, asked)) && false)',
    tests: ['desk/actions/actions.test.js', 'desk/respond.test.js'],
  },
  {
    bug: 'what a tech says to a colleague leaves for the requester',
    file: 'src/desk/told/tech-words.js',
    find: 'return !isAddressed && mentions.length === 0 &&',
    replace: 'return !isAddressed && mentions.length < 99 &&',
    tests: ['desk/told/ticket-talk.test.js', 'journeys/hand-over.test.js'],
  },
  {
    bug: 'two techs both have a ticket',
    file: 'src/rules/ticket-life.js',
    find: "take: move('Take it', live, 'in_progress', { assignee: 'presser', taken: 'no' })",
    replace: "take: move('Take it', live, 'in_progress', { assignee: 'presser', taken: 'any' })",
    tests: ['operations/tickets/move-ticket.test.js'],
  },
  {
    bug: 'a code to join counts again and again',
    file: 'models/access/join-code.js',
    find: 'AND code_hash = $3 AND used_at IS NULL',
    replace: 'AND code_hash = $3',
    tests: ['desk/commands/join.test.js'],
  },
];

describe('the tests themselves', () => {
  it('turn red at every one of the bugs that were put into what they test', async () => {
    const some = bugs.slice(0, sized(bugs.length, 2));
    const green: string[] = [];
    const healthy = copyDist([]);
    const wanted = [...new Set(some.flatMap(({ tests }) => tests))];
    assert.equal(await exitCode(healthy.root, wanted), 0, 'they are green without a bug');
    healthy.remove();
    const left = [...some];
    const line = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { bug, tests, also, isOfSqlite = false, ...edit } = next;
        const copy = copyDist(also ? [edit, also] : [edit]);
        if ((await exitCode(copy.root, tests, isOfSqlite)) === 0) green.push(bug);
        copy.remove();
      }
    };
    await Promise.all([line(), line()]);
    figure('seeded bugs', `${some.length - green.length} of ${some.length} noticed`, { ground: 'copies of dist' });
    assert.deepEqual(green, []);
  });
});

function exitCode(root: string, tests: readonly string[], isOnSqlite = false): Promise<number | null> {
  const files = tests.map((test) => `dist/test/${test}`);
  // The first test that notices is enough.
  const how = ['--no-config', '--bail', '--timeout', '60000', '--reporter', 'dot'];
  const mocha = ['node_modules/mocha/bin/mocha.js', ...how, ...files];
  const child = spawn(process.execPath, mocha, {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, LOG_LEVEL: 'silent', ...(isOnSqlite && { TEST_DATABASE_URL: '' }) },
  });
  return new Promise((resolve) => child.once('exit', resolve));
}
