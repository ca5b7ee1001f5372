import { SendError, type SendFailure } from '../chat/outbound.js';
import { reasonOf } from '../errors.js';

interface Trouble {
  readonly name: string;
  /** What it says when it does not take what proves who we are, and the mend. */
  readonly refused: string;
  readonly refusedMend: string;
  /** Where to look when it cannot be reached, or answers what nobody understands. */
  readonly addressMend: string;
}

const platforms: Readonly<Record<'slack' | 'teams', Trouble>> = {
  slack: {
    name: 'Slack',
    refused: 'Slack does not take the bot token',
    refusedMend: 'copy it anew from the app\'s "OAuth & Permissions" into SLACK_BOT_TOKEN',
    addressMend: 'check the way out to slack.com, or SLACK_API_URL where it is set',
  },
  teams: {
    name: 'Microsoft',
    refused: 'Microsoft does not know the app, or not its password',
    refusedMend: 'check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID',
    addressMend:
      'check TEAMS_TENANT_ID, and the way out to login.microsoftonline.com and login.botframework.com, or to TEAMS_LOGIN_URL and TEAMS_OPENID_METADATA_URL where they are set',
  },
};

/**
 * Why a platform does not answer as it should: a sentence with the mend, and the code. Never the platform's own words,
 * which may hold what we sent.
 */
export function whyNot(platform: 'slack' | 'teams', error: unknown): { readonly text: string; readonly code: string } {
  const { name, refused, refusedMend, addressMend } = platforms[platform];
  if (!(error instanceof SendError)) {
    const code = reasonOf(error);
    return { code, text: `Setting up ${name} failed (${code}): run "deskhand doctor", and look at the log.` };
  }
  const code = error.reason;
  if (isRefused(error)) return { code, text: `${refused} (${code}): ${refusedMend}.` };
  const what = saying[error.failure];
  return { code, text: `${name} ${what ?? 'does not answer'} (${code}): ${what === WAIT ? TRY : addressMend}.` };
}

const WAIT = 'asks to be left alone for a while';
const TRY = 'try again in a minute';

const saying: Partial<Record<SendFailure, string>> = {
  rate_limited: WAIT,
  refused: 'answers what cannot be understood',
};

function isRefused({ failure, reason }: SendError): boolean {
  return failure === 'unauthorized' || reason === 'not_a_bot_token';
}
