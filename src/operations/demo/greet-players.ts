import { countCompany } from '../../../models/organisations/company-facts.js';
import { findUsersCalled } from '../../../models/tables/user-rows.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { localDate } from '../../rules/local-time.js';
import { may } from '../../rules/policy.js';
import { rulesOf } from '../organisations/org-settings.js';
import { tellPerson } from '../telling/tell-person.js';
import type { Work } from '../work.js';

const DAY = 86_400_000;

/** Tells those who play in the example company where they are in it, and those who lead it its numbers. */
export async function greetPlayers(work: Work, players: readonly string[]): Promise<void> {
  const { tx, orgId, now } = work;
  const { zone } = await rulesOf(tx, orgId);
  const facts = await countCompany(tx, orgId, {
    seenBefore: new Date(now.getTime() - 30 * DAY),
    from: localDate(zone, now),
    until: localDate(zone, new Date(now.getTime() + 90 * DAY)),
  });
  for (const { user_id, role, dept_name } of await findUsersCalled(tx, orgId, players)) {
    const isLead = may('see_digest', { role, isRequester: false });
    if (isLead) await tellPerson(work, user_id, plainReply(words.demo.numbers(facts)));
    else if (role === 'employee' && dept_name)
      await tellPerson(work, user_id, plainReply(words.demo.employee(dept_name)));
  }
}
