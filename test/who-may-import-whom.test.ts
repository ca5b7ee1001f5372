import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve as resolvePath } from 'node:path';
import { packageRoot } from '../src/package-root.js';

const below = ['chat', 'rules', 'models', 'cards', 'operations'] as const;
const besides = ['desk', 'jobs', 'http', 'delivery', 'platforms', 'cli', 'start'] as const;
type Room = (typeof below)[number] | (typeof besides)[number];

/** The picture in CONTRIBUTING.md, "Who may import whom". */
const may: Readonly<Record<Room, readonly Room[]>> = {
  chat: [],
  rules: ['chat'],
  models: ['chat', 'rules'],
  cards: ['chat', 'rules', 'models'],
  operations: ['chat', 'rules', 'models', 'cards'],
  desk: below,
  jobs: below,
  http: below,
  delivery: ['chat', 'models', 'cards'],
  platforms: ['chat'],
  cli: [...below, 'desk', 'jobs', 'start'],
  start: [...below, ...besides],
};

/** One library, one door. */
const doors: Readonly<Record<string, string>> = {
  '@slack/bolt': 'src/platforms/slack',
  '@slack/web-api': 'src/platforms/slack',
  botbuilder: 'src/platforms/teams',
  'botframework-connector': 'src/platforms/teams',
  '@azure/msal-node': 'src/platforms/teams',
  '@napi-rs/canvas': 'src/delivery',
  'chart.js': 'src/delivery',
  'chart.js/auto': 'src/delivery',
  bullmq: 'jobs',
  ioredis: 'jobs',
  'js-redis-server': 'jobs',
  sequelize: 'models',
  'sequelize/lib/model.js': 'models',
  sqlite3: 'models',
  pg: 'models',
  umzug: 'models',
};

const platforms = ['src/platforms/slack', 'src/platforms/teams', 'src/platforms/web'];
const folders = [...below, ...besides].flatMap((room) => (room === 'platforms' ? platforms : [folderOf(room)]));

describe('the lint', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'house-'));
    copyFileSync(join(packageRoot, 'biome.json'), join(root, 'biome.json'));
  });
  after(() => rmSync(root, { recursive: true }));

  it('lets a room import the rooms below it, a platform nothing of another, and a library come in by its one door', async () => {
    const imports = [...folders, 'src/platforms/one-more'].flatMap((from) => [
      ...folders
        .filter((to) => to !== from)
        .map((to) => ({ from, what: pathTo(from, to), isAllowed: isBelow(from, to) })),
      ...Object.entries(doors).map(([what, door]) => ({ from, what, isAllowed: from === door })),
    ]);
    for (const { from, what } of imports) {
      mkdirSync(join(root, from, 'inner'), { recursive: true });
      appendFileSync(join(root, from, 'inner/probe.ts'), `import '${what}';\n`);
    }
    const refused = await refusedLines(root);
    const lines = new Map<string, number>();
    const wrong = imports.filter(({ from, isAllowed }) => {
      const line = (lines.get(from) ?? 0) + 1;
      lines.set(from, line);
      return refused.has(`${from}/inner/probe.ts:${line}`) === isAllowed;
    });
    assert.deepEqual(wrong, []);
  });
});

function folderOf(room: Room): string {
  return room === 'models' || room === 'jobs' ? room : `src/${room}`;
}

function roomOf(folder: string): Room {
  return (folder.startsWith('src/') ? folder.split('/')[1] : folder) as Room;
}

function isBelow(from: string, to: string): boolean {
  return may[roomOf(from)].includes(roomOf(to));
}

function pathTo(from: string, to: string): string {
  return `${relative(`${from}/inner`, to)}/there.js`;
}

/** File and line of every import that Biome refuses. */
async function refusedLines(root: string): Promise<ReadonlySet<string>> {
  const biome = join(packageRoot, 'node_modules/@biomejs/biome/bin/biome');
  const rule = ['--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=github'];
  const report = await new Promise<string>((resolve) => {
    const options = { cwd: root, maxBuffer: 10_000_000 };
    // It exits with an error: that is what it is asked for.
    execFile(process.execPath, [biome, 'lint', '--vcs-enabled=false', ...rule, '.'], options, (_, out) => resolve(out));
  });
  const found = report.matchAll(/file=([^,]+),line=(\d+)/g);
  return new Set([...found].map(([, file = '', line]) => `${relative(root, resolvePath(root, file))}:${line}`));
}
