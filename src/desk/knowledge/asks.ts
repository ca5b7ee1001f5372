import { z } from 'zod';
import type { DataProblem } from '../data-error.js';
import type { Ask, Section } from './article.js';

/** What is asked of the whole article, where the others stand under their sections. */
const ANY = 'any';

const list = z.array(z.string().trim().min(1).max(200, 'keep what people ask within 200 characters'));

/** `asks` of an article's front matter: a list, or lists under the ids of the sections that answer them. */
export const asksSchema = z
  .union([list, z.record(z.string(), list)])
  .default([])
  .transform((written): Ask[] => {
    if (Array.isArray(written)) return written.map((text) => ({ text }));
    return Object.entries(written).flatMap(([section, asks]) =>
      asks.map((text) => (section === ANY ? { text } : { text, section })),
    );
  });

/** Asks as they are written. */
export function writtenAsks(asks: readonly Ask[]): readonly string[] | Readonly<Record<string, readonly string[]>> {
  if (asks.every(({ section }) => section === undefined)) return asks.map(({ text }) => text);
  const sections = [...new Set(asks.map(({ section = ANY }) => section))];
  const under = (one: string) => asks.filter(({ section = ANY }) => section === one).map(({ text }) => text);
  return Object.fromEntries(sections.map((section) => [section, under(section)]));
}

/** Asks that stand under a section the article does not have. */
export function strayAsks(file: string, asks: readonly Ask[], sections: readonly Section[]): DataProblem[] {
  const named = new Set(asks.flatMap(({ section }) => section ?? []));
  for (const { id } of sections) named.delete(id);
  const problem = `put them under the id of a section, or under ${ANY}`;
  return [...named].map((section) => ({ file, path: `asks.${section}`, problem }));
}
