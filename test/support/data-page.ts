import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { jsonColumns } from '../../models/json.js';

/** The page that publishes the data contract. */
export const dataPage = new URL('../../../docs/data.md', import.meta.url);

/** The page with the schemas of the JSON columns as they are now between its markers. */
export function withSchemas(page: string): string {
  const marked = /(<!-- npm run docs: begin -->\n).*?(<!-- npm run docs: end -->)/s;
  if (!marked.test(page)) throw new Error('docs/data.md has lost the markers of its generated part.');
  return page.replace(marked, (_, begin: string, end: string) => `${begin}${schemas()}${end}`);
}

function schemas(): string {
  return Object.entries(jsonColumns)
    .map(
      ([name, { schema }]) =>
        `\n### ${name}\n\n\`\`\`json\n${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n\`\`\`\n`,
    )
    .join('')
    .concat('\n');
}

// Run as a program (npm run docs), it rewrites the page.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(dataPage, withSchemas(readFileSync(dataPage, 'utf8')));
}
