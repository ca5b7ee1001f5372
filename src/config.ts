import { z } from 'zod';
import { contradictions, isLoopback } from './config-contradictions.js';
import { DeskError } from './errors.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const flag = z.enum(['0', '1'], 'must be 1 or 0').transform((value) => value === '1');
const url = (schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value), {
    message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

const guid = (whose: string) =>
  z.string().regex(GUID, `is not ${whose}: it has the form 00000000-0000-0000-0000-000000000000`);
/** Over https, but for a server on this machine: a token or a key must not be read on its way. */
const secureUrl = z
  .string()
  .refine((value) => URL.canParse(value) && isSecure(new URL(value)), 'must be a URL that starts with https://');

const between = (least: number, most: number) => {
  const message = `must be a number from ${least} to ${most}`;
  return z.coerce.number(message).min(least, message).max(most, message);
};
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Every variable the desk reads. The README's table of settings and .env.example are this list. */
export const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: between(0, 65_535).int('must be a whole number').default(3978),
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
  TEAMS_APP_ID: guid("an app's id").optional(),
  TEAMS_APP_PASSWORD: z.string().min(8, 'is shorter than a client secret: copy its value, not its id').optional(),
  TEAMS_TENANT_ID: guid("a tenant's id").optional(),
  TEAMS_ALLOWED_TENANTS: z
    .string()
    .refine((value) => listOf(value).every((one) => GUID.test(one)), 'must be ids of tenants, with commas between them')
    .optional(),
  TEAMS_OPENID_METADATA_URL: secureUrl.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  TEAMS_LOGIN_URL: secureUrl.default('https://login.microsoftonline.com'),
  TEAMS_SERVICE_HOSTS: z
    .string()
    .refine(
      (value) => listOf(value).every((one) => /^[a-z0-9.-]+(:\d{1,5})?$/.test(one)),
      'must be names of hosts, with commas between them and nothing around them',
    )
    .default('smba.trafficmanager.net'),
  PLAYGROUND: flag.default(true),
  LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(', ')}`).default('info'),
  DESKHAND_WAITS: between(0.001, 1).default(1),
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
  readonly teams:
    | {
        readonly appId: string;
        readonly appPassword: string;
        readonly loginTenant: string;
        readonly tenants: readonly string[];
        readonly openIdMetadataUrl: string;
        readonly loginUrl: string;
        readonly serviceHosts: readonly string[];
      }
    | undefined;
  readonly hasPlayground: boolean;
  /** Whether the playground lets in only who is signed in to the console. */
  readonly isPlaygroundGuarded: boolean;
  readonly roles: { readonly web: boolean; readonly worker: boolean };
  readonly logLevel: (typeof levels)[number];
  /** Scales every lease, backoff and patience; 1 but in tests. */
  readonly waits: number;
}

/** The roles of a command that only looks at the database. */
export const neither: Config['roles'] = { web: false, worker: false };

/** Reads the environment once. Throws one DeskError that lists every problem with the variable and the mend. */
export function readConfig(env: NodeJS.ProcessEnv, roles: Config['roles'] = { web: true, worker: true }): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  const wrong = result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const problems = [...wrong, ...contradictions(given, roles)];
  if (!result.success || problems.length > 0) throw configError(problems);
  const values = result.data;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = values;
  const slack = signingSecret && botToken ? { signingSecret, botToken, apiUrl: values.SLACK_API_URL } : undefined;
  const teams = teamsOf(values);
  const isConnected = slack !== undefined || teams !== undefined;
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    databaseUrl: values.DATABASE_URL ?? `${values.DATA_DIR}/deskhand.sqlite`,
    redisUrl: values.REDIS_URL,
    slack,
    teams,
    // Beside real people it has to be asked for, and asks who is there.
    hasPlayground: isConnected ? given.PLAYGROUND === '1' : values.PLAYGROUND,
    isPlaygroundGuarded: isConnected,
    roles,
    logLevel: values.LOG_LEVEL,
    waits: values.DESKHAND_WAITS,
  };
}

function teamsOf(values: z.output<typeof environment>): Config['teams'] {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: own } = values;
  if (!appId || !appPassword) return undefined;
  const tenants = [...(own ? [own] : []), ...listOf(values.TEAMS_ALLOWED_TENANTS ?? '')];
  return {
    appId: appId.toLowerCase(),
    appPassword,
    // An app of one tenant gets its tokens there, one of many where the bot service is at home.
    loginTenant: own ?? 'botframework.com',
    tenants: [...new Set(tenants.map((tenant) => tenant.toLowerCase()))],
    openIdMetadataUrl: values.TEAMS_OPENID_METADATA_URL,
    loginUrl: values.TEAMS_LOGIN_URL.replace(/\/+$/, ''),
    serviceHosts: listOf(values.TEAMS_SERVICE_HOSTS),
  };
}

function listOf(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** The address people reach the desk at: what was said, else the one it listens on; undefined where the port is any. */
export function baseUrlOf({ publicUrl, host, port }: Config): string | undefined {
  if (publicUrl) return publicUrl;
  if (port === 0) return undefined;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function configError(problems: readonly string[]): DeskError {
  const text = ['The settings do not fit:', ...problems.map((problem) => `  ${problem}`)].join('\n');
  return new DeskError('config', { message: text, userMessage: text });
}
