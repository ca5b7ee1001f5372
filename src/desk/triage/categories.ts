/** The categories every organisation starts with; it may add its own. */
export const CATEGORIES = [
  'access',
  'hardware',
  'software',
  'network',
  'email',
  'security',
  'request',
  'other',
] as const;

export type Category = (typeof CATEGORIES)[number];
