import { findServedAddresses } from '../../models/access/served-address.js';
import type { Database } from '../../models/database.js';
import { baseUrlOf, type Config } from '../config.js';

/** How long a desk beside this command has to say that it is there, ms. */
const ANSWER_MS = 1_500;

/**
 * Where a link to the console leads: PUBLIC_URL where it is set, else to a desk that answers, else to where this
 * command's own settings say one would; undefined where they name no port. `isAnswered` says whether one was heard.
 */
export async function consoleAddress(
  config: Config,
  database: Database,
): Promise<{ readonly url: string | undefined; readonly isAnswered: boolean }> {
  if (config.publicUrl) return { url: config.publicUrl, isAnswered: true };
  const own = baseUrlOf(config);
  const served = await findServedAddresses(database);
  for (const url of new Set([...served, ...(own === undefined ? [] : [own])]))
    if (await isReady(url)) return { url, isAnswered: true };
  return { url: own, isAnswered: false };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' });
    return response.ok;
  } catch {
    return false;
  }
}
