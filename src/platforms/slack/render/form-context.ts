import { z } from 'zod';

const context = z.object({ subject: z.string().max(2_000), version: z.number().int().nonnegative() });

/** What a form is about; travels through Slack in the view's private_metadata. */
export type FormContext = z.infer<typeof context>;

/** The private_metadata of a form. */
export function writeFormContext({ subject, version }: FormContext): string {
  return JSON.stringify({ subject, version });
}

/** Reads back what `writeFormContext` wrote; undefined for anything else. */
export function readFormContext(metadata: string): FormContext | undefined {
  try {
    const parsed = context.safeParse(JSON.parse(metadata));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
