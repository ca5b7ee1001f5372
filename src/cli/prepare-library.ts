import { prepare } from '../desk/prepared.js';
import { keepPrepared, readPrepared } from '../desk/prepared-file.js';
import { run } from './run.js';

/* Run after a build, so that no start has to read the data files and learn from them anew. */
await run(async () => {
  if (!readPrepared()) keepPrepared(await prepare());
})();
