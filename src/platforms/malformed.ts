import type { z } from 'zod';

/** A signed body that lacks something we rely on. Holds the places that were wrong, never what stood there. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Reads a value by a schema, or throws `Malformed`. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Malformed(parsed.error.issues.map((issue) => issue.path.join('.')).join(' '));
}
