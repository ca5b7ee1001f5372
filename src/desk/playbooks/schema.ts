import { z } from 'zod';
import { impacts } from '../../rules/priority.js';
import { CATEGORIES } from '../triage/categories.js';
import { markedText } from './marked-text.js';

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens, such as check-internet');
const words = z.string().trim().min(1, 'write at least one word');
const said = words.transform(markedText);
const level = z.enum(impacts, 'use high, medium or low');

/** Answer by question id (or fact), each one value or a list of them: `place: [home, travel]`. */
const condition = z.record(
  z.string(),
  z.union([words, z.array(words).min(1, 'list at least one answer')]).transform((one) => [one].flat()),
);

const option = z.strictObject({ value: slug, label: words, says: z.array(words).default([]) });

const question = z.strictObject({
  id: slug,
  ask: words,
  /** Not asked when this is known: `device` (which one) or `device.os`. */
  known: z.enum(['device', 'device.os'], 'use device or device.os').optional(),
  /** Offers the person's own devices, where the desk knows some; `options` are for where it does not. */
  from: z.literal('devices', 'leave it out, or use devices').optional(),
  options: z.array(option).default([]),
  when: condition.default({}),
});

/** What a person may say unasked: it steers branches and urgency, but is never asked for. */
const heard = z.strictObject({ id: slug, options: z.array(option).min(1) });

const citation = z.strictObject({ article: slug, section: slug });

const step = z.strictObject({
  id: slug,
  say: said,
  windows: said.optional(),
  macos: said.optional(),
  linux: said.optional(),
  ios: said.optional(),
  android: said.optional(),
  cite: citation,
  when: condition.default({}),
  unless: condition.default({}),
  /** Phrases by which a person says that they did this already; the step is then passed over. */
  tried: z.array(words).default([]),
});

const raise = z.strictObject({
  when: condition,
  impact: level.optional(),
  urgency: level.optional(),
  because: words,
});

/**
 * Somebody has to say yes before techs act; the hand-over asks them. `cite` is where the way of such a request is told:
 * a section `for` some kinds of request is left out where the request is known to be of another.
 */
const approval = z.strictObject({
  reason: words,
  cite: z.array(citation.extend({ for: condition.default({}) })).min(1, 'cite at least one section'),
});

const immediately = z.strictObject({ reason: words, say: said, safety: z.array(step).min(1) });

/** A playbook as it is written in YAML; docs/playbooks.md explains it by example. */
export const playbookSchema = z.strictObject({
  id: slug,
  title: words,
  category: z.enum(CATEGORIES, `use one of ${CATEGORIES.join(', ')}`),
  match: z.strictObject({
    sure: z.array(words).min(1, 'list at least one phrase'),
    maybe: z.array(words).default([]),
    never: z.array(words).default([]),
  }),
  questions: z.array(question).default([]),
  heard: z.array(heard).default([]),
  steps: z.array(step).default([]),
  handover: z.strictObject({
    impact: level,
    urgency: level,
    raise: z.array(raise).default([]),
    immediately: immediately.optional(),
    approval: approval.optional(),
  }),
});

export type Playbook = z.output<typeof playbookSchema>;
export type Question = Playbook['questions'][number];
export type Step = z.output<typeof step>;
export type Condition = z.output<typeof condition>;
