/** A link as a person could press it; `isAuto` when Slack made it out of bare words. */
export interface SeenLink {
  readonly url: string;
  readonly label: string;
  readonly isAuto: boolean;
}

/** What a piece of text is to the person who reads it. */
export interface Read {
  readonly words: string;
  /** Who would be notified: people's ids, `here`, `channel`, `everyone`, user groups' ids. */
  readonly mentions: readonly string[];
  readonly links: readonly SeenLink[];
  /** Runs set bold, italic, struck or as code. */
  readonly styled: readonly string[];
}

export interface MrkdwnOptions {
  /** The name shown for an id of a person or channel. */
  readonly nameOf: (id: string) => string;
  /** Text that is not verbatim has bare addresses made into links, as Slack does by itself. */
  readonly isVerbatim?: boolean;
}

/** Reads Slack's markup as the client shows it: live marks found, styles taken off, entities decoded once. */
export function readMrkdwn(source: string, { nameOf, isVerbatim = false }: MrkdwnOptions): Read {
  const mentions: string[] = [];
  const links: SeenLink[] = [];
  const styled: string[] = [];
  const marks: string[] = [];
  const keep = (words: string): string => `${OPEN}${marks.push(words) - 1}${CLOSE}`;

  let text = source.replace(/[\uE000\uE001]/g, '').replace(/<([^<>\n]+)>/g, (whole, inner: string) => {
    const mark = readMark(inner, nameOf);
    if (!mark) return whole;
    if (mark.mention) mentions.push(mark.mention);
    if (mark.link) links.push(mark.link);
    return keep(mark.words);
  });
  text = text.replace(/```([\s\S]+?)```|`([^`\n]+)`/g, (_, block: string | undefined, inline: string | undefined) => {
    const words = block ?? inline ?? '';
    styled.push(unescapeEntities(words));
    return keep(words);
  });
  if (!isVerbatim) {
    text = text.replace(BARE_ADDRESS, (address) => {
      const url = unescapeEntities(address);
      links.push({ url: /^https?:/i.test(url) ? url : `http://${url}`, label: url, isAuto: true });
      return keep(address);
    });
  }
  for (const style of STYLES) {
    text = text.replace(style, (_, before: string, inner: string) => {
      styled.push(unescapeEntities(restore(inner, marks)));
      return before + inner;
    });
  }
  return { words: unescapeEntities(restore(text, marks)), mentions, links, styled };
}

/** Writes typed words as Slack's composer sends them: `&`, `<` and `>` escaped, addresses made into links. */
export function compose(typed: string): string {
  const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped.replace(EMAIL_OR_ADDRESS, (found) => {
    if (/^https?:/i.test(found)) return `<${found}>`;
    return found.includes('@') ? `<mailto:${found}|${found}>` : `<http://${found}|${found}>`;
  });
}

/** Decodes Slack's three entities, once. */
function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}

const OPEN = '\uE000';
const CLOSE = '\uE001';
const HOST = String.raw`(?:[a-z0-9-]+\.)+(?:com|org|net|io|edu|gov|dev|app|co|uk|de|fr|eu)\b(?:[/:][^\s<>|\uE000]*)?`;
const BARE_ADDRESS = new RegExp(String.raw`\bhttps?:\/\/[^\s<>|\uE000]+|(?<![\w@./-])${HOST}`, 'gi');
const EMAIL_OR_ADDRESS = new RegExp(
  String.raw`\bhttps?:\/\/[^\s<>|&]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@./-])${HOST}`,
  'gi',
);
const BEFORE = String.raw`(^|[\s("'\[{\-–—.,:;/\uE001])`;
const AFTER = String.raw`(?=$|[\s)"'\]}\-–—.,:;!?/\uE000])`;
const STYLES = ['\\*', '_', '~'].map(
  (mark) => new RegExp(`${BEFORE}${mark}(?![\\s${mark}])([^${mark}\\n]*[^\\s${mark}])${mark}${AFTER}`, 'gm'),
);

function restore(text: string, marks: readonly string[]): string {
  return text.replace(/\uE000(\d+)\uE001/g, (_, index: string) => restore(marks[Number(index)] ?? '', marks));
}

interface Mark {
  readonly words: string;
  readonly mention?: string;
  readonly link?: SeenLink;
}

function readMark(inner: string, nameOf: (id: string) => string): Mark | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : inner.slice(bar + 1);
  const person = /^@([UWB][A-Z0-9]+)$/.exec(target)?.[1];
  if (person) return { words: `@${nameOf(person)}`, mention: person };
  const channel = /^#(C[A-Z0-9]+)$/.exec(target)?.[1];
  if (channel) return { words: `#${nameOf(channel)}` };
  const everybody = /^!(here|channel|everyone)$/.exec(target)?.[1];
  if (everybody) return { words: `@${everybody}`, mention: everybody };
  const group = /^!subteam\^(S[A-Z0-9]+)$/.exec(target)?.[1];
  if (group) return { words: label ?? `@${group}`, mention: group };
  if (target.startsWith('!date^')) return { words: label ?? target };
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target) && label === undefined && !target.includes('.')) return undefined;
  return {
    words: label ?? target,
    link: { url: unescapeEntities(target), label: unescapeEntities(label ?? target), isAuto: false },
  };
}
