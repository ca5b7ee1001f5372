import { parse } from 'yaml';
import { z } from 'zod';
import { type DataProblem, zodProblems } from '../data-error.js';
import type { Article, Section } from './article.js';
import { asksSchema, strayAsks } from './asks.js';
import { markdownText } from './markdown-text.js';

/**
 * Reads one article: front matter between two lines of ---, then `## Title {#id}` sections. Never throws. What is
 * `counted` elsewhere is taken from there, whatever the front matter says of it.
 */
export function parseArticle(
  file: string,
  source: string,
  counted: Partial<Pick<Article, 'version' | 'updated'>> = {},
): { readonly article?: Article; readonly problems: readonly DataProblem[] } {
  const [, head, body] = FRONT_MATTER.exec(source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')) ?? [];
  if (head === undefined || body === undefined) {
    return { problems: [{ file, path: '', problem: 'begin with front matter between two lines of ---' }] };
  }
  const front = frontMatter(file, head, counted);
  const sections = sectionsOf(file, body);
  const stray = strayAsks(file, front.data?.asks ?? [], sections.sections);
  const problems = [...front.problems, ...sections.problems, ...stray];
  if (problems.length > 0 || !front.data) return { problems };
  return { article: { ...front.data, sections: sections.sections }, problems };
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const slug = z.string().regex(SLUG, 'use lower-case letters, digits and single hyphens, such as vpn-connection');

const frontMatterSchema = z.strictObject({
  id: slug,
  title: z.string().trim().min(1, 'give the article a title').max(120, 'keep the title within 120 characters'),
  category: slug,
  version: z.int().min(1, 'count versions from 1'),
  updated: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write the date as YYYY-MM-DD'),
  keywords: z.array(z.string().trim().min(1)).default([]),
  asks: asksSchema,
});

function frontMatter(file: string, head: string, counted: object) {
  let data: unknown;
  try {
    data = parse(head);
  } catch (error) {
    return { problems: [{ file, path: 'front matter', problem: `not YAML: ${(error as Error).message}` }] };
  }
  const checked = frontMatterSchema.safeParse(isRecord(data) ? { ...data, ...counted } : data);
  if (checked.success) return { data: checked.data, problems: [] };
  return { problems: zodProblems(file, checked.error) };
}

function isRecord(data: unknown): data is object {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function sectionsOf(file: string, body: string): { sections: Section[]; problems: DataProblem[] } {
  const sections: Section[] = [];
  const problems: DataProblem[] = [];
  const [before = '', ...parts] = body.split(/^## /m);
  if (before.trim() !== '')
    problems.push({ file, path: 'body', problem: 'put all text under a "## Title {#id}" heading' });
  if (parts.length === 0) problems.push({ file, path: 'body', problem: 'write at least one "## Title {#id}" section' });
  for (const part of parts) {
    const section = sectionOf(part);
    const path = `## ${part.split('\n', 1)[0]}`;
    if (!section) problems.push({ file, path, problem: 'end the heading with an id in braces, such as {#reset}' });
    else if (section.text === '') problems.push({ file, path, problem: 'write what the section says' });
    else if (sections.some(({ id }) => id === section.id)) {
      problems.push({ file, path, problem: `give every section its own id; "${section.id}" is used twice` });
    } else sections.push(section);
  }
  return { sections, problems };
}

function sectionOf(part: string): Section | undefined {
  const [heading = '', ...lines] = part.split('\n');
  const [, title, id] = /^(.+?)\s*\{#([^}]+)\}\s*$/.exec(heading) ?? [];
  if (!title || !id || !SLUG.test(id)) return undefined;
  const body = lines.join('\n').trim();
  return { id, title, body, text: markdownText(body) };
}
