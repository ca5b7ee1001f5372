import { z } from 'zod';
import { DeskError } from './errors.js';

const flag = z.enum(['', '0', '1'], 'use 1 or leave it out').transform((value) => value === '1');
const url = (schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value), {
    message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/** Every variable the desk reads. The README's table of settings is this list. */
const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('must be a number from 0 to 65535').int().min(0).max(65_535).default(3978),
  PUBLIC_URL: url(['https', 'http']).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: url(['postgres', 'postgresql']).optional(),
  REDIS_URL: url(['redis', 'rediss']).optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16, "is shorter than a signing secret: copy it from the app's Basic Information")
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'must start with xoxb-: copy the bot token from OAuth & Permissions')
    .optional(),
  SLACK_API_URL: url(['https', 'http']).optional(),
  PLAYGROUND: flag.default(true),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DESKHAND_WAITS: z.coerce.number().min(0.001).max(1).default(1),
});

/** What the process runs by. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  /** `postgres://…`, or the path of the SQLite file. */
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly slack:
    | { readonly signingSecret: string; readonly botToken: string; readonly apiUrl: string | undefined }
    | undefined;
  readonly hasPlayground: boolean;
  readonly roles: { readonly web: boolean; readonly worker: boolean };
  /** Scales every lease, backoff and patience; 1 but in tests. */
  readonly waits: number;
}

/** Reads the environment once. Throws one DeskError that lists every problem with the variable and the mend. */
export function readConfig(env: NodeJS.ProcessEnv, roles: Config['roles'] = { web: true, worker: true }): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  const problems = result.success
    ? contradictions(result.data, roles)
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (!result.success || problems.length > 0) throw configError(problems);
  const values = result.data;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = values;
  const slack = signingSecret && botToken ? { signingSecret, botToken, apiUrl: values.SLACK_API_URL } : undefined;
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    databaseUrl: values.DATABASE_URL ?? `${values.DATA_DIR}/deskhand.sqlite`,
    redisUrl: values.REDIS_URL,
    slack,
    hasPlayground: values.PLAYGROUND && !slack,
    roles,
    waits: values.DESKHAND_WAITS,
  };
}

function contradictions(values: z.output<typeof environment>, roles: Config['roles']): string[] {
  const hasSecret = values.SLACK_SIGNING_SECRET !== undefined;
  const hasToken = values.SLACK_BOT_TOKEN !== undefined;
  return [
    ...(hasToken && !hasSecret
      ? ["SLACK_SIGNING_SECRET: is missing beside SLACK_BOT_TOKEN: copy it from the app's Basic Information"]
      : []),
    ...(hasSecret && !hasToken
      ? [
          'SLACK_BOT_TOKEN: is missing beside SLACK_SIGNING_SECRET: install the app and copy the token that starts with xoxb-',
        ]
      : []),
    ...(roles.web !== roles.worker && !values.REDIS_URL
      ? ['REDIS_URL: is missing: one role alone needs a Redis that the other role shares']
      : []),
  ];
}

function configError(problems: readonly string[]): DeskError {
  const text = ['The settings do not fit:', ...problems.map((problem) => `  ${problem}`)].join('\n');
  return new DeskError('config', { message: text, userMessage: text });
}
