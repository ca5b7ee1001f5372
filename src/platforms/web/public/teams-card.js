import { el } from './dom.js';

/** How Teams lays cards out, as far as it can be said. */
const look = {
  fontFamily: 'Segoe UI, system-ui, sans-serif',
  supportsInteractivity: true,
  actions: { maxActions: 6, buttonSpacing: 8, actionAlignment: 'left', actionsOrientation: 'horizontal' },
  containerStyles: {
    good: { backgroundColor: '#e7f2da' },
    warning: { backgroundColor: '#fdf3e0' },
    attention: { backgroundColor: '#fde7e9' },
  },
  spacing: { small: 4, default: 8, medium: 12, large: 16, padding: 12 },
};

/** Draws the Adaptive Card of an activity with Microsoft's own renderer. What is pressed on it goes nowhere. */
export function teamsCard(activity) {
  const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(look);
  card.parse(activity.attachments[0].content);
  return el('div', { class: 'teams-card' }, card.render());
}
