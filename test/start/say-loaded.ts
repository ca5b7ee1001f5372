import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * Loaded before anything else in a process (`node --import`): as it ends, it writes into the file named in
 * DESKHAND_LOADED what it has loaded, but for ES modules.
 */
const { cache } = createRequire(import.meta.url);
process.on('exit', () => writeFileSync(process.env.DESKHAND_LOADED ?? '', Object.keys(cache).join('\n')));
