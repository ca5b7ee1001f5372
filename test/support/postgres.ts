import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

/** A PostgreSQL cluster of our own, on a port of 127.0.0.1 that was free. */
export interface PostgresServer {
  /** Of its maintenance database; everybody on this machine is let in. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Keeps fsync on. Off (the default) is for suites that never kill the server. */
  readonly isDurable?: boolean;
}

/** The folder of `initdb` and `postgres` (the newest of Debian's, else from PATH), or undefined where there is none. */
function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Makes a cluster in a temporary folder and starts it; rejects with a plain sentence where PostgreSQL is not installed. */
export async function startPostgres({ isDurable = false }: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = findPostgres();
  if (!bin) {
    throw new Error('There is no PostgreSQL server here (initdb and postgres): install the package "postgresql".');
  }
  const as = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-postgres-'));
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'deskhand', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(join(bin, 'initdb'), initdb, { cwd: folder, ...as });

  const port = await freePort();
  const fast = isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  // Two files of the chaos suite at once have up to eight desks here, each with a pool of its own.
  const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '300' };
  const settings = Object.entries({ ...own, ...fast });
  const args = ['-D', data, '-p', String(port), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const server = spawn(join(bin, 'postgres'), args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...as });
  const clearAway = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clearAway);
  await ready(server);
  return {
    url: `postgres://deskhand@127.0.0.1:${port}/postgres`,
    async stop() {
      process.removeListener('exit', clearAway);
      if (server.exitCode === null) {
        const gone = new Promise((resolve) => server.once('exit', resolve));
        server.kill('SIGINT');
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then somebody of /etc/passwd who is not. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const people = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => people.find((fields) => fields[0] === name)).find(Boolean);
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody".');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-2_000);
      if (said.includes('database system is ready to accept connections')) resolve();
    });
  });
}
