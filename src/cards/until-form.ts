import type { Form } from '../chat/form.js';
import { words } from './wording/index.js';

/** Asks for a day. Field: until. */
export function untilForm(
  of: { readonly action: string; readonly subject: string; readonly version: number },
  { title, submit, until, hint }: Readonly<Record<'title' | 'submit' | 'until' | 'hint', string>>,
): Form {
  const fields = [{ kind: 'text', name: 'until', label: until, hint, max: 10 }] as const;
  const { action, subject, version } = of;
  return { action, subject, version, title, submit, cancel: words.forms.cancel, fields };
}
