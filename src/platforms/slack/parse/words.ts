/** What a person wrote, as plain words, and whom it mentions. */
export interface Words {
  readonly text: string;
  readonly mentions: readonly string[];
  readonly mentionsDesk: boolean;
}

const special = / ?<([^<>]*)>|&(?:amp|lt|gt);/g;
const entities = /&(amp|lt|gt);/g;
const entity: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/**
 * Turns Slack's markup into plain words: entities decoded once, the desk's own mention removed, people as @id,
 * channels as #name, links as `label (url)`, and calls to everybody as dead words. Emoji stay `:name:`.
 */
export function readWords(raw: string, botUserId: string): Words {
  if (!raw.includes('<') && !raw.includes('&')) return { text: raw.trim(), mentions: [], mentionsDesk: false };
  const mentions = new Set<string>();
  let mentionsDesk = false;
  const text = raw.replace(special, (match, token: string | undefined) => {
    if (token === undefined) return decode(match);
    const lead = match.startsWith(' ') ? ' ' : '';
    if (!token.startsWith('@')) return lead + decode(plainToken(token));
    const person = before(token.slice(1));
    if (person === botUserId) {
      mentionsDesk = true;
      return '';
    }
    mentions.add(person);
    return `${lead}@${person}`;
  });
  return { text: text.trim(), mentions: [...mentions], mentionsDesk };
}

function plainToken(token: string): string {
  const label = after(token);
  if (token.startsWith('#')) return `#${label || before(token).slice(1)}`;
  if (token.startsWith('!date^')) return label;
  if (token.startsWith('!subteam^')) return `@${(label || before(token).slice(9)).replace(/^@/, '')}`;
  if (token.startsWith('!')) return `@${before(token).slice(1)}`;
  const url = before(token);
  if (label === '' || label === url) return url;
  return url.endsWith(label) ? label : `${label} (${url})`;
}

function before(token: string): string {
  const bar = token.indexOf('|');
  return bar < 0 ? token : token.slice(0, bar);
}

function after(token: string): string {
  const bar = token.indexOf('|');
  return bar < 0 ? '' : token.slice(bar + 1);
}

function decode(text: string): string {
  return text.replace(entities, (_, name: string) => entity[name] ?? '');
}
