import type { Playbook } from './schema.js';

/** The ids of the articles a playbook rests on. */
export function citedBy({ steps, handover }: Playbook): string[] {
  const shown = [...steps, ...(handover.immediately?.safety ?? [])].map(({ cite }) => cite);
  return [...shown, ...(handover.approval?.cite ?? [])].map(({ article }) => article);
}
