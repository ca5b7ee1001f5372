import { citedBy } from '../../../src/desk/playbooks/cited-by.js';
import { startTalk } from './talk.js';

/** What a person is fetched for at once, without asking a playbook. Whose question is about one of these is served right. */
const SECURITY_MATTERS = ['phishing', 'lost-or-stolen-device', 'malware'];

/**
 * The articles that the desk's first answer to a question rests on: the one it cites, or those of the playbook it
 * starts. A hand-over for security rests on none, but it is right where the question is about such a matter and wrong
 * where it is not, so it counts as resting on all of them. None where the desk says that it does not know.
 */
export async function sourcesOf(question: string): Promise<readonly string[]> {
  const talk = await startTalk();
  const plan = talk.says(question);
  const playbook = talk.situation().library.playbooks.find(({ id }) => id === talk.session.flow.playbook);
  if (!playbook && plan.handOver?.category === 'security') return SECURITY_MATTERS;
  const cited = plan.says.flatMap(({ citations = [] }) => citations).map(({ article }) => article);
  return [...cited, ...(playbook ? citedBy(playbook) : [])];
}
