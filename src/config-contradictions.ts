import type { Config } from './config.js';

/** What does not fit together among the settings that are given, each with its mend; told beside what is wrong by itself. */
export function contradictions(given: Readonly<Record<string, string | undefined>>, roles: Config['roles']): string[] {
  const { HOST, PLAYGROUND, REDIS_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, TEAMS_APP_ID } = given;
  const isConnected = Boolean(SLACK_BOT_TOKEN || SLACK_SIGNING_SECRET || TEAMS_APP_ID);
  const hasPlayground = roles.web && PLAYGROUND !== '0' && !isConnected;
  return [
    ...(SLACK_BOT_TOKEN && !SLACK_SIGNING_SECRET
      ? ["SLACK_SIGNING_SECRET: is missing beside SLACK_BOT_TOKEN: copy it from the app's Basic Information"]
      : []),
    ...(SLACK_SIGNING_SECRET && !SLACK_BOT_TOKEN
      ? [
          'SLACK_BOT_TOKEN: is missing beside SLACK_SIGNING_SECRET: install the app and copy the token that starts with xoxb-',
        ]
      : []),
    ...teamsContradictions(given),
    ...(roles.web !== roles.worker && !REDIS_URL
      ? ['REDIS_URL: is missing: one role alone needs a Redis that the other role shares']
      : []),
    ...(hasPlayground && HOST !== undefined && !isLoopback(HOST)
      ? [
          `HOST: ${HOST} can be reached from other machines, and the playground asks nobody who they are: leave HOST out, connect Slack or Teams, or set PLAYGROUND=0`,
        ]
      : []),
  ];
}

function teamsContradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const { TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID, TEAMS_ALLOWED_TENANTS } = given;
  if (!TEAMS_APP_ID) {
    return TEAMS_APP_PASSWORD
      ? ["TEAMS_APP_ID: is missing beside TEAMS_APP_PASSWORD: copy the bot's Microsoft App ID"]
      : [];
  }
  return [
    ...(TEAMS_APP_PASSWORD
      ? []
      : ['TEAMS_APP_PASSWORD: is missing beside TEAMS_APP_ID: make a client secret and copy its value']),
    ...(TEAMS_TENANT_ID || TEAMS_ALLOWED_TENANTS
      ? []
      : [
          'TEAMS_TENANT_ID: is missing beside TEAMS_APP_ID: copy your Entra tenant id, so that no other tenant is heard',
        ]),
  ];
}

/** Whether a host name or address is this machine's own, which nobody else reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
