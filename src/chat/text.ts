/** A run of words with a little emphasis. `person` is the platform's own id of somebody in the same tenant. */
export type Span =
  | string
  | { readonly bold: string }
  | { readonly italic: string }
  | { readonly code: string }
  | { readonly link: string; readonly label: string }
  | { readonly person: string; readonly name: string };

/** What people read. Never markup: every string is data, which a platform escapes exactly once, when it renders. */
export type Text = string | readonly Span[];

/** The same words without any emphasis: for notifications, logs and platforms that show text alone. */
export function plain(text: Text): string {
  return typeof text === 'string' ? text : text.map(plainSpan).join('');
}

/** The spans of a text, whichever way it was written. */
export function spans(text: Text): readonly Span[] {
  return typeof text === 'string' ? [text] : text;
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return span.bold;
  if ('italic' in span) return span.italic;
  if ('code' in span) return span.code;
  if ('link' in span) return `${span.label} (${span.link})`;
  return `@${span.name}`;
}
