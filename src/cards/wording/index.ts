import { en } from './en.js';

/** Every word people see, in one language; a value read at the moment of rendering, never kept. */
export type Wording = typeof en;

/** The catalogue in use. */
export const words: Wording = en;
