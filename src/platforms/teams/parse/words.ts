import { z } from 'zod';

const entity = z.object({
  type: z.string(),
  text: z.string().max(1_000).nullish(),
  mentioned: z
    .object({ id: z.string().max(600), name: z.string().nullish(), aadObjectId: z.string().max(100).nullish() })
    .nullish(),
});

/** The mentions among an activity's entities, whatever else is among them. */
export const entities = z
  .array(z.unknown())
  .max(500)
  .nullish()
  .transform((all) =>
    (all ?? []).flatMap((one) => {
      const parsed = entity.safeParse(one);
      return parsed.success && parsed.data.type === 'mention' && parsed.data.mentioned ? [parsed.data] : [];
    }),
  );

type Mention = z.output<typeof entities>[number];

/** What a person wrote, as plain words, and whom it mentions. */
export interface Words {
  readonly text: string;
  readonly mentions: readonly string[];
  readonly mentionsDesk: boolean;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/**
 * Turns what Teams sends into plain words: the desk's own mention removed, people as @name, entities decoded once. Whom it
 * mentions are the ids Teams gives, an Entra object id where there is one.
 */
export function readWords(raw: string, mentions: readonly Mention[], deskId: string): Words {
  const ofDesk = mentions.filter(({ mentioned }) => mentioned?.id === deskId);
  const others = mentions.filter(({ mentioned }) => mentioned && mentioned.id !== deskId);
  let text = raw;
  for (const { text: written } of ofDesk) if (written) text = text.replaceAll(written, '');
  // A mention without its text is the only one there is, or stands first.
  if (ofDesk.some(({ text: written }) => !written)) text = text.replace(/^\s*<at\b[^>]*>[^<]*<\/at>/, '');
  const words = text.replace(/<at\b[^>]*>([^<]*)<\/at>/g, '@$1').replace(/&(amp|lt|gt|quot|nbsp|#39);/g, decode);
  return {
    text: words.replaceAll('\u00a0', ' ').replace(/\r\n?/g, '\n').trim(),
    mentions: [
      ...new Set(others.flatMap(({ mentioned }) => (mentioned ? [mentioned.aadObjectId ?? mentioned.id] : []))),
    ],
    mentionsDesk: ofDesk.length > 0,
  };
}

function decode(match: string, name: string): string {
  return named[name] ?? match;
}
