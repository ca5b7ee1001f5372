import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';

/** An admin learns whose digests reach nobody, and who has them instead. */
export function unreachedReply(of: {
  readonly people: readonly (string | undefined)[];
  readonly instead: string | undefined;
  readonly isInChannel: boolean;
}): Reply {
  const { unreached, insteadTo, insteadHere, insteadNowhere } = words.digests;
  const nowhere = of.isInChannel ? insteadHere : insteadNowhere;
  const instead = of.instead === undefined ? nowhere : insteadTo(oneLine(of.instead, MAX_NAME));
  const names = of.people.map((name) => oneLine(name ?? words.labels.someone, MAX_NAME));
  return { text: `${unreached(names)} ${instead}` };
}

const MAX_NAME = 60;
