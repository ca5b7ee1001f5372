import { DeskError } from '../../src/errors.js';
import { codeOf } from './database-errors.js';

/**
 * A database that cannot be opened: what is the matter with the mend, and its code. Never the database's own words, which
 * may hold an address or a name.
 */
export function cannotOpen(dialect: 'sqlite' | 'postgres', error: unknown): DeskError {
  const code = codeOf(error) || 'unknown';
  const [what, mend] = reasons[dialect].find(({ codes }) => codes.has(code))?.says ?? otherwise[dialect];
  const text = `${what} (${code}): ${mend}.`;
  return new DeskError('database_not_opened', { message: text, userMessage: text, cause: error });
}

interface Reason {
  readonly codes: ReadonlySet<string>;
  readonly says: readonly [what: string, mend: string];
}

const reasons: Readonly<Record<'sqlite' | 'postgres', readonly Reason[]>> = {
  postgres: [
    {
      codes: new Set(['28P01', '28000']),
      says: ['PostgreSQL does not take the user or the password', 'check both in DATABASE_URL'],
    },
    {
      codes: new Set(['3D000']),
      says: ['PostgreSQL has no database of this name', 'create it, or check the name in DATABASE_URL'],
    },
    {
      codes: new Set(['53300', '57P03', 'SequelizeConnectionAcquireTimeoutError']),
      says: ['PostgreSQL takes no connection now', 'try again in a minute'],
    },
    {
      codes: new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']),
      says: ['PostgreSQL is not reached', 'check that it runs, and host and port in DATABASE_URL'],
    },
  ],
  sqlite: [
    {
      codes: new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']),
      says: [
        'deskhand.sqlite in DATA_DIR is broken, or is no database',
        'put a backup in its place, or set DATA_DIR to another folder',
      ],
    },
    { codes: new Set(['EEXIST', 'ENOTDIR']), says: ['DATA_DIR is a file', 'set it to a folder'] },
    {
      codes: new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']),
      says: [
        'The database in DATA_DIR may not be opened or written',
        'let this user write there, or set DATA_DIR to another folder',
      ],
    },
    {
      codes: new Set(['ENOSPC', 'SQLITE_FULL', 'SQLITE_IOERR']),
      says: ['The disk of DATA_DIR has no room left, or fails', 'make room, or set DATA_DIR to another folder'],
    },
    {
      codes: new Set(['SQLITE_BUSY']),
      says: ['Another process holds the database in DATA_DIR', 'wait until it is done, or end it'],
    },
  ],
};

const otherwise = {
  postgres: ['PostgreSQL cannot be opened', 'check DATABASE_URL'],
  sqlite: ['The database cannot be opened', 'check DATA_DIR'],
} as const;
