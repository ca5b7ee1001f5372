const mention = /(^|[^\w@.-])@(desk|employee|tech-2|tech|manager)(?![\w-])/gi;

/** What a message is about to the desk: its words without the desk's own mention, and whom else it names. */
interface Heard {
  readonly text: string;
  readonly isDeskNamed: boolean;
  readonly mentions: readonly string[];
}

/** Reads `@desk`, `@tech-2` and so on out of what somebody typed. */
export function readMentions(words: string): Heard {
  const named = new Set<string>();
  const text = words.replace(mention, (whole, before: string, id: string) => {
    named.add(id.toLowerCase());
    return id.toLowerCase() === 'desk' ? before : whole;
  });
  const isDeskNamed = named.delete('desk');
  return { text: isDeskNamed ? text.replace(/ {2,}/g, ' ').trim() : text.trim(), isDeskNamed, mentions: [...named] };
}
