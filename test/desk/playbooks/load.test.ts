import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlaybooks, PLAYBOOKS_FOLDER } from '../../../src/desk/playbooks/load.js';
import { OSES } from '../../../src/desk/triage/detect-os.js';

const good = readFileSync(join(PLAYBOOKS_FOLDER, 'vpn.yaml'), 'utf8');

describe('the playbooks that come with the desk', () => {
  const playbooks = loadPlaybooks();

  it('are at least the eleven a desk is asked for most', () => {
    const most = [
      'access-request',
      'calls',
      'email',
      'lost-device',
      'mfa',
      'password',
      'phishing',
      'printer',
      'slow-computer',
      'vpn',
      'wifi',
    ];
    const ids = playbooks.map(({ id }) => id);
    assert.deepEqual(
      most.filter((id) => !ids.includes(id)),
      [],
    );
  });

  it('word the steps of the VPN that differ for each system', () => {
    const vpn = playbooks.find(({ id }) => id === 'vpn');
    const update = vpn?.steps.find(({ id }) => id === 'update');
    for (const os of OSES.filter((one) => one !== 'linux')) assert.ok(update?.[os], os);
  });

  it('ask every option for at least one phrase that chooses it', () => {
    for (const { questions, heard } of playbooks) {
      for (const { value, says } of [...questions, ...heard].flatMap(({ options }) => options))
        assert.ok(says.length > 0, value);
    }
  });
});

describe('loading playbooks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'playbooks-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const refuses = (change: (source: string) => string, because: RegExp) => {
    writeFileSync(join(folder, 'one.yaml'), change(good));
    assert.throws(() => loadPlaybooks(folder), because);
  };

  it('accepts a good file', () => {
    writeFileSync(join(folder, 'one.yaml'), good);
    assert.equal(loadPlaybooks(folder)[0]?.id, 'vpn');
  });

  it('refuses a citation that leads nowhere, naming what there is', () => {
    refuses(
      (yaml) => yaml.replace('section: reconnect', 'section: nowhere'),
      /step reconnect, cite: "vpn-connection" has no section "nowhere"; it has/,
    );
    refuses((yaml) => yaml.replace('article: vpn-connection', 'article: vnp'), /no article "vnp"; there are/);
  });

  it('refuses a branch that no answer leads to', () => {
    refuses(
      (yaml) => yaml.replace('place: [travel] }', 'place: [moon] }'),
      /when: "place" is never "moon"; it is one of home/,
    );
    refuses((yaml) => yaml.replace('when: { place: [travel] }', 'when: { plaze: [travel] }'), /called "plaze"/);
    refuses(
      (yaml) => yaml.replace('when: { place: [travel] }', 'when: { place: [travel] }\n    unless: { place: [travel] }'),
      /step blocked-network: never shown/,
    );
  });

  it('refuses two of one id, in a file and between files', () => {
    refuses((yaml) => yaml.replace('- id: update', '- id: reconnect'), /"reconnect" is used twice/);
    writeFileSync(join(folder, 'two.yaml'), good);
    writeFileSync(join(folder, 'one.yaml'), good);
    assert.throws(() => loadPlaybooks(folder), /two\.yaml, id: choose another id; one\.yaml has "vpn" already/);
  });

  it('refuses unknown words, wrong values and what is not YAML, naming the place', () => {
    refuses(
      (yaml) => yaml.replace('impact: low', 'impact: huge'),
      /one\.yaml, handover\.impact: use high, medium or low/,
    );
    refuses((yaml) => yaml.replace('category: network', 'category: magic'), /one\.yaml, category: use one of access/);
    refuses((yaml) => yaml.replace('title:', 'tittle:'), /tittle/);
    refuses(() => 'a: [', /one\.yaml: not YAML/);
  });
});
