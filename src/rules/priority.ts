import { z } from 'zod';

/** How much of the business a ticket holds up, strongest first. */
export const impacts = ['high', 'medium', 'low'] as const;
export type Impact = (typeof impacts)[number];

/** How long it can wait, most pressing first. */
export const urgencies = ['high', 'medium', 'low'] as const;
export type Urgency = (typeof urgencies)[number];

/** P1 is worked on first. */
export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export type Priority = (typeof priorities)[number];

/** A priority for every impact (outer key) and urgency (inner key). */
export type PriorityMatrix = Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>;

/** ServiceNow's default priority lookup (impact × urgency, 1 Critical … 5 Planning), written P1 … P5. */
export const defaultMatrix: PriorityMatrix = {
  high: { high: 'P1', medium: 'P2', low: 'P3' },
  medium: { high: 'P2', medium: 'P3', low: 'P4' },
  low: { high: 'P3', medium: 'P4', low: 'P5' },
};

const row = z.strictObject({ high: z.enum(priorities), medium: z.enum(priorities), low: z.enum(priorities) });

/** Accepts an organisation's own matrix: all nine cells, nothing else. */
export const priorityMatrixSchema: z.ZodType<PriorityMatrix> = z.strictObject({ high: row, medium: row, low: row });

/** The priority a ticket of this impact and urgency has, in the organisation's matrix or the default one. */
export function priorityOf(impact: Impact, urgency: Urgency, matrix: PriorityMatrix = defaultMatrix): Priority {
  return matrix[impact][urgency];
}
