import type { z } from 'zod';

/**
 * What is wrong with a setting, for whoever wrote it, each thing once; names the part but where it is the one at `path`,
 * which was named already.
 */
export function complaintOf(error: z.ZodError, path: readonly string[] = []): string {
  const found = new Map<string, string>();
  for (const issue of error.issues) {
    const what = whatOf(issue).replace(/\.$/, '');
    const at = issue.path.join('.');
    if (!found.has(what)) found.set(what, at === '' || at === path.join('.') ? what : `${at}: ${what}`);
  }
  return [...found.values()].join('; ');
}

function whatOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return isLength(issue)
        ? 'it is a time such as 2 business hours'
        : `it is ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.inclusive ? `it is at least ${issue.minimum}` : `it is more than ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' ? `it has at most ${issue.maximum}` : `it is at most ${issue.maximum}`;
    case 'invalid_value':
      return `it is one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `it has no ${issue.keys.join(' and no ')}`;
    case 'invalid_key':
      return 'there is no such part';
    case 'invalid_format':
      return issue.format === 'date' ? 'it is no day' : issue.message;
    case 'invalid_union':
      return 'it cannot be read';
    default:
      return issue.message;
  }
}

/** What is promised, and when the point of contact is told, are lengths of time. */
function isLength({ path }: z.core.$ZodIssue): boolean {
  return /^(response|resolution)$/.test(String(path.at(-1))) || path[0] === 'poc_after';
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'something with parts',
  record: 'something with parts',
};
