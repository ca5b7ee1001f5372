import { type Migration, table } from './migration.js';

/** Where processes answer, as the command line finds them for links to the console. */
export const served: Migration = {
  name: '0018-served',
  up: (dialect) => [table(dialect, servedAddress)],
  down: () => ['DROP TABLE served_address'],
};

const servedAddress = `CREATE TABLE served_address (
  url TEXT NOT NULL PRIMARY KEY,
  since TEXT NOT NULL
)`;
