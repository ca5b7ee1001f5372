import { addServedAddress, forgetServedAddress } from '../../models/access/served-address.js';
import type { Database } from '../../models/database.js';
import { baseUrlOf, type Config } from '../config.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';

/** Says in the database where this process answers, so that commands beside it print links that lead there; answers how to take that back. */
export async function sayServed(of: {
  readonly config: Config;
  readonly database: Database;
  readonly clock: () => Date;
  /** Where it listens. */
  readonly url: string;
}): Promise<() => Promise<void>> {
  const { config, database, clock } = of;
  const url = (baseUrlOf(config) ?? of.url).replace(/\/+$/, '');
  const tolerant = (work: Promise<void>) =>
    work.catch((error: unknown) => log.warn({ code: 'address_not_said', reason: reasonOf(error) }));
  await tolerant(database.write((tx) => addServedAddress(tx, url, clock())));
  return () => tolerant(database.write((tx) => forgetServedAddress(tx, url)));
}
