import type { Method } from './call.js';
import * as chat from './chat.js';
import * as conversations from './conversations.js';
import * as files from './files.js';
import * as history from './history.js';
import * as people from './people.js';
import * as reactions from './reactions.js';
import * as views from './views.js';

/** Every Web API method this Slack knows; any other is `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': people.authTest,
  'bots.info': people.botInfo,
  'chat.delete': chat.remove,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'conversations.history': history.history,
  'conversations.info': conversations.info,
  'conversations.members': conversations.members,
  'conversations.open': conversations.open,
  'conversations.replies': history.replies,
  'files.info': files.fileInfo,
  'reactions.add': reactions.add,
  'reactions.remove': reactions.remove,
  'team.info': people.teamInfo,
  'users.info': people.userInfo,
  'views.open': views.open,
  'views.push': views.push,
  'views.update': views.update,
};
