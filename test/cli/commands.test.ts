import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { program } from '../../src/cli/program.js';
import { openShell, type Shell } from './deskhand-process.js';

describe('the deskhand command', function () {
  // Each command is a process of its own.
  this.timeout(60_000);
  let shell: Shell;
  before(async () => {
    shell = await openShell();
    const desk = await shell.serve();
    await desk.end(['SIGTERM']);
  });
  after(() => shell.dispose());

  const json = async (...args: string[]): Promise<unknown> => {
    const { code, out, err } = await shell.run([...args, '--json']);
    assert.equal(code, 0, err);
    return JSON.parse(out);
  };

  it('says of every command what it does, and offers JSON', async () => {
    const leaves = leavesOf(await program());
    assert.ok(leaves.length >= 9);
    for (const { name, command } of leaves) {
      assert.match(command.helpInformation(), /--help/, name);
      assert.match(command.helpInformation(), /--json/, name);
      assert.notEqual(command.description(), '', name);
    }
  });

  it('prints its help and ends well', async () => {
    const { code, out } = await shell.run(['org', 'set', '--help']);
    assert.equal(code, 0);
    assert.match(out, /time_zone/);
  });

  it('prints the version of the package', async () => {
    const { code, out } = await shell.run(['--version']);
    assert.equal(code, 0);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
  });

  it('shows an organisation and changes it', async () => {
    assert.equal(
      (await shell.run(['org', 'set', 'time_zone', 'Europe/Berlin'])).out,
      'time_zone is Europe/Berlin now.\n',
    );
    assert.deepEqual(await json('org', 'set', 'name', 'Example & Sons'), { key: 'name', value: 'Example & Sons' });
    assert.deepEqual(await json('org', 'set', 'tech_contact', 'tech@playground.example'), {
      key: 'tech_contact',
      value: 'tech@playground.example',
    });
    const shown = (await json('org', 'show')) as Record<string, unknown>;
    assert.equal(shown.time_zone, 'Europe/Berlin');
    assert.equal(shown.name, 'Example & Sons');
    const users = (await json('user', 'list')) as { user_id: string; email: string }[];
    const tech = users.find(({ email }) => email === 'tech@playground.example');
    assert.equal(shown.tech_contact_user_id, tech?.user_id);
    assert.equal((await shell.run(['org', 'set', 'sla.P2.response', '30 minutes'])).err, '');
    const lines = (await shell.run(['org', 'show'])).out;
    assert.match(lines, /^time_zone +Europe\/Berlin$/m);
    assert.match(lines, /^sla\.P2\.response +30 minutes$/m);
    assert.match(lines, /^escalation\.assignee +50 \(default\)$/m);
  });

  it('takes holidays and channels in words, and gives defaults back', async () => {
    const set = async (key: string, value: string) =>
      assert.equal((await shell.run(['org', 'set', key, value])).err, '');
    await set('holidays', '2026-12-25, 2026-12-26');
    await set('digest_channel', 'slack:T0123:C0456');
    const shown = (await json('org', 'show')) as Record<string, unknown>;
    assert.deepEqual(shown.holidays, ['2026-12-25', '2026-12-26']);
    assert.equal(shown.tech_contact, 'tech@playground.example');
    assert.equal((shown.digest_channel as Record<string, unknown>).conversation, 'C0456');
    assert.equal((await shell.run(['org', 'unset', 'holidays'])).out, 'holidays has its default again.\n');
  });

  it('adds a person, and says who is who', async () => {
    const added = await shell.run([
      'user',
      'add',
      'Ada@Example.com',
      '--first',
      'Ada',
      '--role',
      'tech',
      '--department',
      'IT',
    ]);
    assert.deepEqual([added.code, added.out], [0, 'Ada@Example.com is added as tech.\n']);
    assert.match((await shell.run(['user', 'list'])).out, /^tech +Ada +ada@example\.com +IT /m);
    const again = await shell.run(['user', 'add', 'ada@example.com']);
    assert.deepEqual(
      [again.code, again.err],
      [1, 'ada@example.com is there already. "deskhand user role" changes their role.\n'],
    );
    assert.match((await shell.run(['user', 'add', 'ada'])).err, /is no e-mail address/);
    assert.equal(
      (await shell.run(['user', 'merge', 'ada@example.com'])).out,
      'Everybody in chat has an e-mail that is known.\n',
    );
    assert.match((await shell.run(['user', 'merge', 'ada@example.com', 'U1'])).err, /U1 is nobody without an e-mail/);
  });

  it('refuses a setting that is none, a value that does not fit and an organisation that is not there', async () => {
    const none = await shell.run(['org', 'set', 'colour', 'blue']);
    assert.equal(none.code, 1);
    assert.match(none.err, /^colour is not a setting\. There is: name, .*, digests\n$/);
    const wrong = await shell.run(['org', 'set', 'time_zone', 'Middle-earth']);
    assert.deepEqual(
      [wrong.code, wrong.err],
      [1, 'time_zone does not fit: "Middle-earth". It is a time zone such as Europe/Berlin\n'],
    );
    const nobody = await shell.run(['org', 'set', 'poc', 'nobody@example.com']);
    assert.equal(nobody.code, 1);
    assert.match(nobody.err, /nobody@example\.com/);
    const absent = await shell.run(['org', 'show', '--org', 'Elsewhere']);
    assert.equal(absent.code, 1);
    assert.match(absent.err, /^There is no organisation "Elsewhere"\.\nThere is:\n/);
  });

  it('lists people and changes a role', async () => {
    const roleOf = async (wanted: string) => {
      const rows = (await json('user', 'list')) as { email: string; role: string }[];
      return rows.find(({ email }) => email === wanted)?.role;
    };
    assert.equal(await roleOf('employee@playground.example'), 'employee');
    const changed = await shell.run(['user', 'role', 'Employee@playground.example', 'manager']);
    assert.deepEqual([changed.code, changed.out], [0, 'Employee@playground.example is manager now.\n']);
    assert.equal(await roleOf('employee@playground.example'), 'manager');
    const unknown = await shell.run(['user', 'role', 'employee@playground.example', 'king']);
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /employee, tech, manager, admin/);
    assert.match((await shell.run(['user', 'list'])).out, /^manager +Employee .*employee@playground\.example/m);
  });

  it('prints a link to the console for an admin, and for nobody else', async () => {
    const of = (email: string) => shell.run(['user', 'link', email], { PUBLIC_URL: 'https://desk.example.com' });
    const { code, out } = await of('Manager@playground.example');
    assert.equal(code, 0);
    assert.match(out, /^https:\/\/desk\.example\.com\/console\/login\?token=[\w-]{43}\n$/);
    const nowhere = await shell.run(['user', 'link', 'manager@playground.example'], { PORT: '9' });
    assert.match(nowhere.out, /^http:\/\/127\.0\.0\.1:9\/console/);
    assert.match(nowhere.err, /^Nothing answers at http:\/\/127\.0\.0\.1:9: start the desk/);
    const unknown = await shell.run(['user', 'link', 'manager@playground.example'], { PORT: '0' });
    assert.deepEqual([unknown.code, unknown.out], [1, '']);
    assert.match(unknown.err, /No desk answers, and its settings name no port\. Start it \(deskhand serve\)/);
    const tech = await of('tech@playground.example');
    assert.deepEqual([tech.code, tech.out], [1, '']);
    assert.match(tech.err, /is tech; the console is for admins/);
  });

  it('tells that everything was delivered, and of an id that nothing has', async () => {
    assert.equal((await shell.run(['deliveries', 'list'])).out, 'Everything was delivered.\n');
    assert.deepEqual(await json('deliveries', 'list'), []);
    const redrive = await shell.run(['deliveries', 'redrive', 'none', '--json']);
    assert.deepEqual([redrive.code, JSON.parse(redrive.out)], [1, { queued: false }]);
  });

  it('takes nothing back without being told twice that everything is lost', async () => {
    const down = await shell.run(['migrate', '--down']);
    assert.deepEqual([down.code, down.out], [1, '']);
    assert.match(down.err, /^--down deletes every table with everything in it.* add --force\.\n$/);
  });

  it('has nothing left to migrate', async () => {
    assert.equal((await shell.run(['migrate'])).out, 'Nothing to do.\n');
    assert.deepEqual(await json('migrate'), []);
  });

  it('tells everything that is wrong with the settings at once, with the mend', async () => {
    const { code, out, err } = await shell.run(['serve'], {
      PORT: 'many',
      HOST: '0.0.0.0',
      REDIS_URL: 'http://127.0.0.1',
      SLACK_SIGNING_SECRET: 'too-short',
      LOG_LEVEL: 'loud',
    });
    assert.deepEqual([code, out], [1, '']);
    const lines = err.trimEnd().split('\n');
    assert.equal(lines[0], 'The settings do not fit:');
    assert.deepEqual(
      lines.slice(1).map((line) => line.trim().split(':')[0]),
      ['PORT', 'REDIS_URL', 'SLACK_SIGNING_SECRET', 'LOG_LEVEL', 'SLACK_BOT_TOKEN'],
    );
    assert.doesNotMatch(err, /too-short/);
  });

  it('keeps the playground on this machine', async () => {
    const { code, err } = await shell.run(['serve'], { HOST: '0.0.0.0' });
    assert.equal(code, 1);
    assert.match(err, /^ {2}HOST: 0\.0\.0\.0 can be reached from other machines/m);
  });

  it('wants a Redis for one role alone', async () => {
    const { code, err } = await shell.run(['serve', '--roles', 'worker']);
    assert.equal(code, 1);
    assert.match(err, /^ {2}REDIS_URL: is missing/m);
  });

  it('reads .env where it is started, behind the environment', async () => {
    writeFileSync(join(shell.folder, '.env'), 'REDIS_URL=nonsense\nLOG_LEVEL=loud\n');
    const { code, err } = await shell.run(['serve'], { LOG_LEVEL: 'info' });
    writeFileSync(join(shell.folder, '.env'), '');
    assert.equal(code, 1);
    assert.match(err, /^ {2}REDIS_URL: /m);
    assert.doesNotMatch(err, /LOG_LEVEL/);
  });

  it('keeps its port to itself, and ends well at Ctrl-C, which under npm arrives twice', async () => {
    const desk = await shell.serve();
    assert.equal((await fetch(`${desk.url}/readyz`)).status, 200);
    // Its port is nowhere in the settings: the desk has said where it is.
    const link = await shell.run(['user', 'link', 'manager@playground.example']);
    assert.ok(link.out.startsWith(`${desk.url}/console/login?token=`), link.out + link.err);
    const beside = await shell.run(['user', 'link', 'manager@playground.example'], { PORT: '9' });
    assert.ok(beside.out.startsWith(`${desk.url}/console/login?token=`), beside.out + beside.err);
    const { port } = new URL(desk.url);
    const second = await shell.run(['serve'], { PORT: port });
    assert.deepEqual(
      [second.code, second.err],
      [1, `PORT: ${port} is taken: stop what listens there, or set PORT to another\n`],
    );
    const { code, out } = await desk.end(['SIGINT', 'SIGINT']);
    assert.deepEqual([code, out], [0, `Deskhand is ready at ${desk.url}\n`]);
  });
});

describe('the tour', function () {
  this.timeout(60_000);

  it('walks through a whole conversation and ends well', async () => {
    const shell = await openShell();
    try {
      const { code, out, err } = await shell.run(['tour', '--json']);
      assert.deepEqual([code, err], [0, '']);
      const seen = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { place: string; who: string; lines: string[] })
        .map(({ place, who, lines }) => `${place} | ${who} | ${lines.join(' ')}`)
        .join('\n');
      for (const expected of [
        /employee's chat \| Employee \| my vpn keeps dropping/,
        /employee's chat \| Deskhand \| VPN connection: step 1 of \d/,
        /employee's chat \| Deskhand \| This is now ticket #1\./,
        /#triage \| Deskhand, for Second tech alone \| #1 is taken by Tech\./,
        /employee's chat \| Deskhand \| Tech about #1: Is it on Wi-Fi/,
        /#triage, thread \| Deskhand \| Employee: On Wi-Fi/,
        /employee's chat \| Deskhand \| Tech resolved #1\./,
        /You gave it 5 of 5\./,
        /#triage \| Deskhand \| #2 .* No response yet, and 75 % of the time is gone\./,
        /manager's chat \| Deskhand \| #2 .* No response, and the time for it is up\./,
      ])
        assert.match(seen, expected);
    } finally {
      await shell.dispose();
    }
  });
});

function leavesOf(command: Command, path = command.name()): { readonly name: string; readonly command: Command }[] {
  if (command.commands.length === 0) return [{ name: path, command }];
  return command.commands.flatMap((one) => leavesOf(one, `${path} ${one.name()}`));
}
