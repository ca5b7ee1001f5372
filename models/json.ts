import { z } from 'zod';
import { DeskError } from '../src/errors.js';

/** Reads and writes one JSON column through its published schema. */
export interface JsonColumn<T> {
  readonly schema: z.ZodType<T>;
  read(text: string): T;
  write(value: T): string;
}

function column<T>(name: string, schema: z.ZodType<T>): JsonColumn<T> {
  const refuse = (why: string, cause?: unknown): never => {
    throw new DeskError('json_column', {
      message: `${name} does not fit its schema: ${why}`,
      userMessage: 'Something stored about this is not readable. An administrator finds the reason in the log.',
      cause,
    });
  };
  const check = (value: unknown): T => {
    const { data, error } = schema.safeParse(value);
    if (!error) return data;
    return refuse(error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; '));
  };
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return refuse('it is not JSON', error);
    }
  };
  return { schema, read: (text) => check(parse(text)), write: (value) => JSON.stringify(check(value)) };
}

const citation = z.strictObject({
  article: z.string().describe('id of the article'),
  version: z.number().int().describe('version of the article at the time'),
  section: z.string().describe('id of the section'),
  title: z.string().describe('title of the article and its section, as shown'),
  score: z.number().describe('search score, or 1 where a playbook names the source'),
});

const stepAttempted = z.strictObject({
  playbook: z.string().describe('id of the playbook, or "knowledge" for an article'),
  step: z.string().describe('id of the step, or of the article'),
  text: z.string().describe('what the person was asked to do'),
  outcome: z.enum(['shown', 'fixed', 'still_broken', 'skipped']),
  at: z.string().describe('when the outcome was known, UTC ISO 8601'),
  by: z.string().optional().describe('user_id of a tech who confirmed or disputed it'),
});

const collected = z.strictObject({
  problem: z.string().optional().describe("the person's own words"),
  summary: z.string().optional(),
  playbook: z.string().optional(),
  device: z.string().optional().describe('asset_tag'),
  os: z.string().optional(),
  answers: z.record(z.string(), z.string()).optional().describe('question id → answer'),
});

const diagnostics = z.strictObject({
  device: z
    .strictObject({
      asset_tag: z.string(),
      hostname: z.string().nullable(),
      os: z.string().nullable(),
      last_seen_at: z.string().nullable(),
      model: z.string().nullable(),
      warranty_end: z.string().nullable(),
    })
    .optional(),
  collected: collected.optional(),
  category_confidence: z.number().optional().describe('0 to 1'),
  channel: z.string().optional().describe('where it was said: direct, thread or channel'),
});

const properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export type Citation = z.infer<typeof citation>;
export type StepAttempted = z.infer<typeof stepAttempted>;
export type Collected = z.infer<typeof collected>;
export type Diagnostics = z.infer<typeof diagnostics>;

export const citationsJson = column('citations_json', z.array(citation));
export const stepsAttemptedJson = column('steps_attempted_json', z.array(stepAttempted));
export const collectedJson = column('collected_json', collected);
export const diagnosticsJson = column('diagnostics_json', diagnostics);
export const propertiesJson = column('properties_json', properties);

/** By the name of the column, which means the same in every table that has it. */
export const jsonColumns: Readonly<Record<string, JsonColumn<unknown>>> = {
  citations_json: citationsJson,
  collected_json: collectedJson,
  diagnostics_json: diagnosticsJson,
  properties_json: propertiesJson,
  steps_attempted_json: stepsAttemptedJson,
};
