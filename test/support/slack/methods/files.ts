import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { Refusal } from '../refusal.js';
import type { SharedFile, Workspace, World } from '../world.js';
import { type Method, needScope, readArgs } from './call.js';

const naming = z.object({ file: z.string().min(1) });

/** files.info: a file in a conversation the bot is in. */
export const fileInfo: Method = ({ world, workspace, args }) => {
  needScope(workspace, 'files:read');
  const { file: id } = readArgs(naming, args);
  const file = findShared(workspace, id);
  if (!file) throw new Refusal('file_not_found');
  const { content: _content, ...shown } = file;
  const url = `${world.origin}/files-pri/${workspace.team}-${id}/download`;
  return { file: { ...shown, url_private: url, url_private_download: url } };
};

/** What is in a file, to whoever shows a token of the workspace; anybody else gets the page to sign in on. */
export function answerFile(world: World, request: IncomingMessage, response: ServerResponse): void {
  const [, team = '', id = ''] = /^\/files-pri\/([^-/]+)-([^/]+)\//.exec(request.url ?? '') ?? [];
  const workspace = world.tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
  const file = workspace?.team === team && workspace.scopes.has('files:read') ? findShared(workspace, id) : undefined;
  if (!file) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in to Slack</html>');
    return;
  }
  response.writeHead(200, { 'content-type': file.mimetype }).end(file.content ?? 'x'.repeat(file.size));
}

function findShared(workspace: Workspace, id: string): SharedFile | undefined {
  for (const channel of workspace.channels.values()) {
    if (!channel.members.has(workspace.botUser.id)) continue;
    for (const message of channel.messages.values()) {
      const found = message.files.find((file) => file.id === id);
      if (found) return found;
    }
  }
  return undefined;
}
