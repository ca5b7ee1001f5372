import { findDevicesByTag } from '../../../models/devices/device-facts.js';
import { endReports, findToReport } from '../../../models/devices/device-state.js';
import { unseenReply } from '../../cards/devices/device-notices.js';
import { isOpen, nextOpening } from '../../rules/calendar.js';
import { nextMorning } from '../../rules/local-time.js';
import type { StaleStage } from '../../rules/staleness.js';
import { tellTechs } from '../telling/tell-techs.js';
import type { Work } from '../work.js';
import { staleTermsOf } from './stale-terms.js';
import { isStill } from './verdict.js';

const MOST = 500;

/**
 * Tells techs which devices reached a threshold, all of them in one message, while the organisation works. Answers when
 * to come back: the next morning where nobody can be told yet.
 */
export async function reportStale(work: Work): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const terms = await staleTermsOf(tx, orgId, now);
  if (!isOpen(terms.calendar, now)) return nextOpening(terms.calendar, now);
  const found = await findToReport(tx, orgId, MOST);
  const still = found.filter((device) => isStill(device, terms));
  const rows = await findDevicesByTag(
    tx,
    orgId,
    still.map(({ asset_tag }) => asset_tag),
  );
  const stageOf = (days: number | null): StaleStage => {
    const { disable, retire } = terms.rules;
    if (retire !== null && days !== null && days >= retire) return 'retire';
    return disable !== null && days !== null && days >= disable ? 'disable' : 'techs';
  };
  const devices = still.flatMap(({ asset_tag, report, ask }) => {
    const device = rows.get(asset_tag);
    return device ? [{ device, stage: stageOf(report), isAsked: ask === 'asked' }] : [];
  });
  const reply = unseenReply({ devices, days: terms.rules, zone: terms.zone });
  if (devices.length > 0 && !(await tellTechs(work, reply)))
    return nextOpening(terms.calendar, nextMorning(terms.zone, now));
  await endReports(
    tx,
    orgId,
    found.map(({ asset_tag }) => asset_tag),
  );
  return found.length === MOST ? now : undefined;
}
