import type { DataProblem } from '../data-error.js';
import type { Article } from '../knowledge/article.js';
import type { Playbook } from './schema.js';

/** The citations of a playbook that lead to no article, or to none of its sections. */
export function checkCitations(file: string, playbook: Playbook, articles: readonly Article[]): DataProblem[] {
  const cited = [
    ...playbook.steps.map(({ cite, id }) => ({ cite, path: `step ${id}, cite` })),
    ...(playbook.handover.approval?.cite ?? []).map((cite) => ({ cite, path: 'handover, approval, cite' })),
    ...(playbook.handover.immediately?.safety ?? []).map(({ cite, id }) => ({ cite, path: `safety ${id}, cite` })),
  ];
  return cited.flatMap(({ cite, path }) => {
    const article = articles.find(({ id }) => id === cite.article);
    if (!article) {
      const problem = `no article "${cite.article}"; there are ${articles.map(({ id }) => id).join(', ')}`;
      return { file, path, problem };
    }
    if (article.sections.some(({ id }) => id === cite.section)) return [];
    const sections = article.sections.map(({ id }) => id).join(', ');
    return { file, path, problem: `"${cite.article}" has no section "${cite.section}"; it has ${sections}` };
  });
}
