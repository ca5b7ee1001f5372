import { findUnreportedOrgsInAllOrgs } from '../models/due-work/untimed-device.js';
import { staleTimers } from '../src/operations/devices/mark-unseen.js';
import { reportStale } from '../src/operations/devices/report-stale.js';
import { timerJob } from './timer-job.js';

/** Techs hear of an organisation's unseen devices while it works, in one message. */
export const reportDevices = timerJob({
  name: 'report-devices',
  sentence: 'Tells techs of devices that have not been seen for a long time.',
  everyMs: 60_000,
  batch: 20,
  kind: staleTimers.report,
  shouldExist: (sql, of) => findUnreportedOrgsInAllOrgs(sql, staleTimers.report, of),
  fire: (work) => reportStale(work),
});
