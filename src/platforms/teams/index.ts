export type { TeamsApp, TeamsInstallation, TeamsInstallations, TeamsPlatform } from './options.js';
export { renderPreview as renderTeamsPreview } from './render/preview.js';
export { createTeamsPlatform } from './teams-platform.js';
