import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppManifestUtils, type TeamsManifestV1D29 } from '@microsoft/app-manifest';
import { Ajv } from 'ajv';
import { findCommand } from '../../src/desk/commands/index.js';

const root = resolve(import.meta.dirname, '../../..');
const folder = resolve(root, 'manifests/teams');
const manifest = JSON.parse(
  readFileSync(join(folder, 'manifest.json'), 'utf8'),
) as TeamsManifestV1D29.TeamsManifestV1D29;
const schemaFile = resolve(
  process.env.DESKHAND_SCHEMAS ?? resolve(root, '../shared/schemas'),
  'teams-manifest-1.29.json',
);

/** Each permission with what cannot do without it. */
const needed: Readonly<Record<string, string>> = {
  'ChannelMessage.Read.Group': "words in a ticket's thread and in a thread the desk answers, without a mention in each",
};

describe('manifests: teams', () => {
  it("is what Microsoft's own check takes, without asking the network", async () => {
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new Error('the network was asked'));
    try {
      assert.deepEqual(await AppManifestUtils.validateAgainstSchema(manifest), []);
      const broken = { ...manifest, bots: [{ botId: 'x', scopes: ['nowhere'] }] } as unknown as typeof manifest;
      assert.notDeepEqual(await AppManifestUtils.validateAgainstSchema(broken), []);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('is what the published schema takes', () => {
    if (!existsSync(schemaFile)) {
      console.log(`      no schema at ${schemaFile}: checked by Microsoft's package only`);
      return;
    }
    const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as object & { $schema?: string };
    const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(schema);
    assert.ok(validate(manifest), JSON.stringify(validate.errors));
    assert.equal(validate({ ...manifest, bots: [{ botId: 'x' }] }), false);
  });

  it('names the bot where people and teams are, and in private channels', () => {
    const [bot] = manifest.bots ?? [];
    assert.deepEqual([manifest.manifestVersion, bot?.scopes], ['1.29', ['personal', 'team']]);
    assert.equal(manifest.supportsChannelFeatures, 'tier1');
  });

  it('lists commands that the desk answers', () => {
    const commands = (manifest.bots ?? []).flatMap((bot) => bot.commandLists ?? []).flatMap((list) => list.commands);
    assert.ok(commands.length >= 5);
    const others = commands.filter(({ title }) => !findCommand(title)).map(({ title }) => title);
    assert.deepEqual(others, ['person'], 'every other word is part of a talk');
  });

  it('asks for no permission without a use', () => {
    const asked = manifest.authorization?.permissions?.resourceSpecific ?? [];
    assert.deepEqual(asked.map(({ name }) => name).sort(), Object.keys(needed).sort());
  });

  it('has pictures of the size and kind Teams wants', () => {
    const picture = (name: string) => {
      const bytes = readFileSync(join(folder, name));
      assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), hasAlpha: bytes[25] === 6 };
    };
    assert.deepEqual(picture('color.png'), { width: 192, height: 192, hasAlpha: true });
    assert.deepEqual(picture('outline.png'), { width: 32, height: 32, hasAlpha: true });
  });

  it('is filled in and zipped by the command, flat as Teams wants it', () => {
    const out = mkdtempSync(join(tmpdir(), 'deskhand-manifests-'));
    const appId = '11111111-2222-4333-8444-555555555555';
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: out,
      PUBLIC_URL: 'https://help.example.org/',
      TEAMS_APP_ID: appId,
      TEAMS_APP_PASSWORD: 'a-client-secret',
      TEAMS_TENANT_ID: appId,
    };
    const cli = resolve(root, 'dist/src/cli/deskhand.js');
    try {
      const printed = execFileSync(process.execPath, [cli, 'manifests', '--out', out, '--json'], {
        env,
        encoding: 'utf8',
      });
      const { slack, teams } = JSON.parse(printed) as { slack: string; teams: string };
      assert.equal(readFileSync(slack, 'utf8').split('https://help.example.org/slack/events').length - 1, 2);
      const zip = readFileSync(teams);
      assert.deepEqual([...names(zip)], ['manifest.json', 'color.png', 'outline.png']);
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});

/** The names in a zip file's directory. */
function* names(zip: Buffer): Generator<string> {
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 1)) {
    yield zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString();
  }
}
