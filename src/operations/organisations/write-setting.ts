import { words } from '../../cards/wording/index.js';
import { DeskError } from '../../errors.js';
import type { Work } from '../work.js';
import { changeOrg } from './change-org.js';
import { isParted } from './setting-parts.js';
import { settingsInWords } from './settings-in-words.js';

/**
 * Changes a setting as somebody wrote it in chat: `default` takes it back, and in one with parts the part may come first.
 * Answers what holds now; `wrong` where it does not fit, with the mend.
 */
export async function writeSetting(
  work: Work,
  of: { readonly name: string; readonly value: string; readonly actorId: string },
): Promise<{ readonly text: string; readonly wrong: boolean }> {
  const { name, value } = partFirst(of);
  try {
    await changeOrg(work, name, value.toLowerCase() === 'default' ? null : value, of.actorId);
  } catch (error) {
    if (error instanceof DeskError) return { text: error.userMessage, wrong: true };
    throw error;
  }
  const now = (await settingsInWords(work)).find((line) => line.name === name)?.value;
  return { text: words.settings.changed(name, now ?? value), wrong: false };
}

function partFirst({ name, value }: { name: string; value: string }): { name: string; value: string } {
  const text = value.trim();
  const [, part, rest] = /^([a-z]\w*(?:\.\w+)*)\s+(.+)$/is.exec(text) ?? [];
  return part && rest && isParted(name) ? { name: `${name}.${part}`, value: rest } : { name, value: text };
}
