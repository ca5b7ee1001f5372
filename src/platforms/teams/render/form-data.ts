import { z } from 'zod';
import type { Form } from '../../../chat/form.js';
import { sizeOf } from '../../fit.js';

/** The form as it was shown may take so much of a dialog's data, bytes; a larger one cannot be shown again. */
const mostBytes = 8_000;

const field = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    name: z.string(),
    label: z.string(),
    multiline: z.boolean().exactOptional(),
    optional: z.boolean().exactOptional(),
    max: z.number().exactOptional(),
    initial: z.string().exactOptional(),
    hint: z.string().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    name: z.string(),
    label: z.string(),
    optional: z.boolean().exactOptional(),
    options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
    initial: z.string().exactOptional(),
    hint: z.string().exactOptional(),
  }),
]);

const form: z.ZodType<Form> = z.strictObject({
  action: z.string(),
  subject: z.string(),
  version: z.number().int().nonnegative(),
  title: z.string(),
  intro: z.string().exactOptional(),
  submit: z.string(),
  cancel: z.string(),
  fields: z.array(field),
});

const data = z.object({
  action: z.string().min(1).max(200),
  subject: z.string().max(2_000),
  version: z.number().int().nonnegative(),
  /** Differs for each time a form was opened: the same form sent twice is known by it. */
  nonce: z.string().min(1).max(64),
  form: form.optional(),
});

/**
 * What a form is about; travels through Teams in the data of its button. With it travels the form as it was shown, so
 * that any process can show it again with what is wrong: it holds nothing its reader has not seen, and decides nothing.
 */
export type FormData = z.infer<typeof data>;

/** Forms answer under this name; their fields under `field:<name>`. */
const formKey = 'deskhandForm';
const fieldPrefix = 'field:';

/** The id of a field's input. */
export function inputId(name: string): string {
  return `${fieldPrefix}${name}`;
}

/** The data of a form's button. */
export function writeFormData(of: Form, nonce: string): object {
  const { action, subject, version } = of;
  return { [formKey]: { action, subject, version, nonce, ...(sizeOf([of]) <= mostBytes && { form: of }) } };
}

/** Reads back what came with a submitted form: what it is about, and the values by field. Undefined for anything else. */
export function readFormData(value: unknown): { of: FormData; values: Record<string, string> } | undefined {
  if (typeof value !== 'object' || value === null || !(formKey in value)) return undefined;
  const parsed = data.safeParse(value[formKey]);
  if (!parsed.success) return undefined;
  const values = Object.entries(value).flatMap(([id, given]): [string, string][] =>
    id.startsWith(fieldPrefix) && typeof given === 'string' ? [[id.slice(fieldPrefix.length), given]] : [],
  );
  return { of: parsed.data, values: Object.fromEntries(values) };
}
