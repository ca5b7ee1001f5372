/**
 * One VPN conversation by text: the problem, the answers to two questions, a step that did not help, one that did.
 * Each line gets exactly one answer, and after the last the next problem opens a new session.
 */
export const script: readonly string[] = [
  'my vpn keeps dropping',
  'on windows',
  'at home',
  'still broken',
  'that fixed it, it works now',
];
