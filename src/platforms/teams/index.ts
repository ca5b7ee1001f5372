export type { TeamsApp, TeamsInstallation, TeamsInstallations, TeamsPlatform } from './options.js';
export { createTeamsPlatform } from './teams-platform.js';
