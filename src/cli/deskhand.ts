#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { program } from './program.js';

// What the environment already holds wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');
// Whoever read the output, such as `head`, has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await (await program(process.argv[2])).parseAsync();
