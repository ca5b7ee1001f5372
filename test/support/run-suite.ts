import { runMochas, together } from './mocha-runs.js';
import { suiteHalves } from './suite-halves.js';

/** `npm test`: the suite on SQLite and the embedded queue, in two processes. */
const halves = suiteHalves(process.argv.slice(2));
process.exitCode = together(await runMochas(halves, halves.length)).isGreen ? 0 : 1;
