import { silentFeedReply } from '../../cards/devices/device-notices.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { markToldToday } from '../telling/told-today.js';
import { say, type Work } from '../work.js';

/** Tells an admin once a day of each source that reports nothing any more: it is what is stale, not its devices. */
export async function tellSilentFeeds(
  work: Work,
  of: { readonly sources: readonly string[]; readonly days: number },
): Promise<void> {
  for (const source of of.sources) {
    const line = await lineToAdmin(work);
    if (line && (await markToldToday(work, `feed.${source}`)))
      await say(work, line, silentFeedReply({ source, days: of.days }));
  }
}
