import { markStages, setOpensTicket } from '../../../models/devices/device-state.js';
import { markNotices, noticeKey } from '../../../models/due-work/notice.js';
import { setTimer } from '../../../models/due-work/timer.js';
import type { Work } from '../work.js';
import { addToImportCard } from './import-card.js';
import type { Verdict } from './verdict.js';

/** The timers of staleness: an owner is asked, a ticket is opened for a device, techs are told of an organisation's devices. */
export const staleTimers = { ask: 'device.ask', ticket: 'device.ticket', report: 'device.report' } as const;

/**
 * Writes what a sweep found, up to a hundred devices at once, and makes what follows from it due. What another process
 * marked at the same moment is left to it.
 */
export async function markUnseen(work: Work, verdicts: readonly Verdict[]): Promise<void> {
  const { tx, orgId, now } = work;
  const notices = verdicts.flatMap(({ device, due, old }) =>
    [...old, ...due].map(({ threshold }) => ({ subjectId: device.asset_tag, threshold })),
  );
  const first = await markNotices(tx, orgId, notices, now);
  const isFirst = ({ device: { asset_tag: subjectId }, due, old }: Verdict) =>
    [...old, ...due].some(({ threshold }) => first.has(noticeKey({ subjectId, threshold })));
  const mine = verdicts.filter(isFirst);
  await markStages(
    tx,
    orgId,
    mine.map(({ marked }) => marked),
  );
  const owners = mine.flatMap(({ device, marked }) => (marked.ask === 'wanted' ? [device.assigned_user_id ?? ''] : []));
  await wakeAsks(work, owners);
  for (const { device } of mine.filter(({ due }) => due.some(({ stage }) => stage === 'ticket'))) {
    await setOpensTicket(tx, orgId, device.asset_tag, true);
    await setTimer(tx, orgId, { kind: staleTimers.ticket, subjectId: device.asset_tag, dueAt: now, now });
  }
  if (mine.some(({ marked }) => marked.report !== null))
    await setTimer(tx, orgId, { kind: staleTimers.report, subjectId: orgId, dueAt: now, now });
  const old = mine.filter((one) => one.old.length > 0);
  if (old.length > 0)
    await addToImportCard(work, {
      devices: old.length,
      owned: old.filter(({ marked }) => marked.ask === 'held_back').length,
    });
}

/** These people are to be asked about what is marked as wanted, as soon as they are at work. */
export async function wakeAsks({ tx, orgId, now }: Work, owners: readonly string[]): Promise<void> {
  for (const subjectId of new Set(owners))
    await setTimer(tx, orgId, { kind: staleTimers.ask, subjectId, dueAt: now, now });
}
