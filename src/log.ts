import { pino } from 'pino';

/** The one log, on stderr; `serve` sets its level. Carries ids and codes, never message bodies, tokens or e-mail addresses. */
export const log = pino(
  {
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.token', '*.secret', '*.password', '*.email', '*.authorization'],
  },
  pino.destination({ dest: 2, sync: false }),
);
