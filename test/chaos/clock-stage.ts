import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clock of the processes that are started with `env`; the test's own stays as it is. */
export interface MovedClock {
  readonly env: Readonly<Record<string, string>>;
  now(): Date;
  /** Forward, or back where `ms` is less than zero. */
  move(ms: number): void;
  set(to: Date): void;
  remove(): void;
}

/** A clock that is right until it is moved. */
export function movedClock(): MovedClock {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  const write = () => {
    // Whoever reads meanwhile reads the old one or the new one.
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  write();
  const preload = fileURLToPath(new URL('./moved-clock.js', import.meta.url));
  return {
    env: { CLOCK_FILE: file, NODE_OPTIONS: `--import ${preload}` },
    now: () => new Date(Date.now() + ahead),
    move(ms) {
      ahead += ms;
      write();
    },
    set(to) {
      ahead = to.getTime() - Date.now();
      write();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The Monday after the next, at this hour UTC: days and nights of a test do not depend on when it runs. */
export function aMonday(hour: number): Date {
  const day = new Date();
  day.setUTCHours(hour, 0, 0, 0);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7) + 7);
  return day;
}
