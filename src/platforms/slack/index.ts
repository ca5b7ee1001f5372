export { authTest } from './client/auth-test.js';
export type { SlackInstallation, SlackInstallations, SlackOptions, SlackPlatform } from './options.js';
export { createSlackPlatform } from './slack-platform.js';
