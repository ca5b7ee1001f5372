import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';

/** An admin learns that somebody's digests reach nobody, and who has them instead. */
export function unreachedReply(of: {
  readonly person: string | undefined;
  readonly instead: string | undefined;
  readonly isInChannel: boolean;
}): Reply {
  const { unreached, insteadTo, insteadHere, insteadNowhere } = words.digests;
  const nowhere = of.isInChannel ? insteadHere : insteadNowhere;
  const instead = of.instead === undefined ? nowhere : insteadTo(oneLine(of.instead, MAX_NAME));
  return { text: `${unreached(oneLine(of.person ?? words.labels.someone, MAX_NAME))} ${instead}` };
}

const MAX_NAME = 60;
