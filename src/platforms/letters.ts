const controls = /(?![\t\n])\p{Cc}/gu;
const suspicious = /[\p{Cc}\p{Cs}]/u;
const loneSurrogates = /\p{Surrogate}/gu;

/** Drops what no message may hold: control characters, and halves of characters, which cannot be sent at all. */
export function clean(text: string): string {
  return suspicious.test(text) ? text.replace(controls, '').replace(loneSurrogates, '\uFFFD') : text;
}

/** Cuts to `max` UTF-16 units without halving a character; an ellipsis shows that something is missing. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  const last = text.charCodeAt(end - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isHalf ? end - 1 : end)}…`;
}

/** Escapes the three characters that begin something where markup is read: in Slack's texts, and in HTML. */
export function escapeEntities(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Cleans, escapes once and cuts, so that the escaped text is at most `max` units and no entity is halved. */
export function escapeWithin(text: string, max: number): string {
  const cleaned = clean(text);
  let kept = max;
  let escaped = escapeEntities(cut(cleaned, kept));
  while (escaped.length > max) {
    kept -= Math.max(1, Math.ceil((escaped.length - max) / 5));
    escaped = escapeEntities(cut(cleaned, kept));
  }
  return escaped;
}

/** The same words on one line, for titles. */
export function oneLine(text: string): string {
  return text.replace(/\n+/g, ' ');
}

/** Whether a link may be live: web and mail addresses only, of at most `max` characters. */
export function isLiveLink(url: string, max: number): boolean {
  return /^(?:https?:\/\/|mailto:)[^\s<>|]+$/i.test(url) && url.length <= max && URL.canParse(url);
}
