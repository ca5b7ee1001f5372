import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { words } from '../../src/cards/wording/index.js';
import { program } from '../../src/cli/program.js';
import { environment } from '../../src/config.js';
import { packageRoot } from '../../src/package-root.js';

const pages = ['README.md', 'CONTRIBUTING.md', 'docs/playbooks.md', 'docs/data.md', 'docs/import.md'].map((path) => ({
  path,
  text: read(path),
}));
const readme = read('README.md');
const settings = Object.keys(environment.shape);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe('the pages people read', () => {
  it('name in the table of settings exactly what the desk reads', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`(.*?)`)? ?\|/gm)];
    assert.deepEqual(
      rows.map(([, name]) => name),
      settings,
    );
    const withDefault = rows.map(([, name, value]) => [name, value]).filter(([, value]) => value);
    assert.deepEqual(withDefault, defaults());
  });

  it('offer in .env.example exactly what the desk reads, each commented out', () => {
    const lines = read('.env.example')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('# '));
    const given = lines.map((line) => line.match(/^#([A-Z_]+)=(.*)$/)?.slice(1) ?? [line]);
    assert.deepEqual(
      given.map(([name]) => name),
      settings,
    );
    for (const one of defaults())
      assert.deepEqual(
        given.find(([name]) => name === one[0]),
        one,
      );
  });

  it('link to what is there', () => {
    const links = found(/\]\(([^)\s]+)\)/g).filter(({ text }) => !/^https?:/.test(text));
    assert.ok(links.length > 5);
    for (const { path, text } of links) {
      const [file, anchor] = text.split('#');
      const to = file ? join(dirname(path), file) : path;
      assert.ok(existsSync(join(packageRoot, to)), `${path} links to ${text}`);
      if (anchor) assert.ok(anchorsOf(to).includes(anchor), `${path} links to ${text}`);
    }
  });

  it('name only files that are there', () => {
    const named = found(/`((?:src|models|jobs|manifests|test|docs)\/[\w./-]*|\.ci\/run)`/g);
    assert.ok(named.length > 40);
    for (const { path, text } of named) assert.ok(existsSync(join(packageRoot, text)), `${path} names ${text}`);
  });

  it('give only npm commands that there are', () => {
    const named = found(/\bnpm ((?:run )?[a-z]+(?::[a-z]+)?)/g).filter(({ text }) => !/^(ci|install)$/.test(text));
    assert.ok(named.length > 10);
    for (const { path, text } of named)
      assert.ok(Object.hasOwn(scripts, text.replace('run ', '')), `${path}: npm ${text}`);
  });

  it('give only commands of ours that there are', async () => {
    const named = found(/npx deskhand ([^\n&|`]+)/g);
    assert.ok(named.length > 7);
    for (const { path, text } of named)
      assert.equal(misfit(await program(), text.trim().split(/\s+/)), undefined, `${path}: npx deskhand ${text}`);
  });

  it('name buttons as they are labelled', () => {
    const labels = Object.values(words.labels);
    for (const label of ['Use this channel for tickets', 'Talk to a person']) {
      assert.ok(readme.replaceAll('\n', ' ').includes(`*${label}*`), label);
      assert.ok(labels.includes(label), label);
    }
  });

  it('show the address that the manifest holds', () => {
    const address = readme.match(/`(https:[^`]+)` stands for its\s+address/)?.[1];
    assert.ok(address);
    assert.match(readme, /`PUBLIC_URL=https:\S+ npx deskhand manifests` writes `deskhand-slack\.json`/);
    assert.equal(read('manifests/slack.json').split(`"${address}/slack/events"`).length - 1, 2);
  });
});

function read(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}

/** The first group of every match on every page. */
function found(pattern: RegExp): { readonly path: string; readonly text: string }[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(([, group = '']) => ({ path, text: group })),
  );
}

function defaults(): string[][] {
  const all: Record<string, unknown> = environment.parse({});
  return settings
    .filter((name) => all[name] !== undefined)
    .map((name) => [name, all[name] === true ? '1' : String(all[name])]);
}

/** GitHub's anchors of a page's headings. */
function anchorsOf(path: string): string[] {
  const titles = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase());
  return titles.map((title) => title.replace(/[^\w\- ]/g, '').replaceAll(' ', '-'));
}

/** What of a command line does not exist; undefined when all of it does. */
function misfit(command: Command, given: readonly string[], args = 0): string | undefined {
  const [word, ...rest] = given;
  if (word === undefined) return undefined;
  const option = command.options.find(({ long }) => long === word);
  if (option) return misfit(command, option.required ? rest.slice(1) : rest, args);
  const next = command.commands.find((one) => one.name() === word);
  if (next) return misfit(next, rest);
  return args < command.registeredArguments.length && !word.startsWith('-') ? misfit(command, rest, args + 1) : word;
}
