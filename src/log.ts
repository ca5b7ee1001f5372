import { pino } from 'pino';

/** The one log. Carries ids and codes, never message bodies, tokens or e-mail addresses. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.token', '*.secret', '*.password', '*.email', '*.authorization'],
  },
  pino.destination({ dest: 2, sync: false }),
);
