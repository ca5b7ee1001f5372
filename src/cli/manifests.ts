import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import yazl from 'yazl';
import { neither, readConfig } from '../config.js';
import { DeskError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { run } from './run.js';

const PLACE = 'https://desk.example.com';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** `deskhand manifests`: what an administrator uploads, with this desk's address and app filled in. */
export function manifestsCommand(): Command {
  return new Command('manifests')
    .description("Write Slack's manifest and Teams' app package with your address and app id filled in")
    .option('--out <folder>', 'where to write them', '.')
    .option('--json', 'print JSON')
    .action(run(write));
}

async function write({ out, json }: { out: string; json?: boolean }): Promise<void> {
  const { publicUrl, teams } = readConfig(process.env, neither);
  if (!publicUrl?.startsWith('https://')) throw missing('PUBLIC_URL', 'the https address others reach the desk at');
  const address = publicUrl.replace(/\/+$/, '');
  await mkdir(out, { recursive: true });
  const slack = join(out, 'deskhand-slack.json');
  await writeFile(slack, filled(await readManifest('slack.json'), address));
  const app = teams && join(out, 'deskhand-teams.zip');
  if (teams && app) {
    const manifest = filled(await readManifest('teams/manifest.json'), address).replaceAll(NOBODY, teams.appId);
    await zip(app, manifest);
  }
  const lines = [`Slack: ${slack}`, app ? `Teams: ${app}` : 'Teams: not written, for TEAMS_APP_ID is not set'];
  process.stdout.write(`${json ? JSON.stringify({ slack, teams: app ?? null }) : lines.join('\n')}\n`);
}

function filled(manifest: string, address: string): string {
  return manifest.replaceAll(PLACE, address);
}

function readManifest(name: string): Promise<string> {
  return readFile(join(packageRoot, 'manifests', name), 'utf8');
}

/** The package as Teams takes it: the manifest and its two pictures, in no folder. */
async function zip(path: string, manifest: string): Promise<void> {
  const file = new yazl.ZipFile();
  file.addBuffer(Buffer.from(manifest), 'manifest.json');
  for (const picture of ['color.png', 'outline.png'])
    file.addFile(join(packageRoot, 'manifests/teams', picture), picture);
  file.end();
  await pipeline(file.outputStream, createWriteStream(path));
}

function missing(name: string, what: string): DeskError {
  const text = `${name}: set it to ${what}`;
  return new DeskError('config', { message: text, userMessage: text });
}
