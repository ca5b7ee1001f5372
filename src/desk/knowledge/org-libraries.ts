import type { Database } from '../../../models/database.js';
import type { OrgId } from '../../../models/ids.js';
import { articlesStamp, findArticles } from '../../../models/organisations/article.js';
import type { Library } from '../library.js';
import { articleOf } from './org-article.js';
import { buildSearchIndex } from './search-index.js';

interface Held {
  readonly stamp: string;
  readonly library: Promise<Library>;
  /** When it was last known to be the newest, ms. */
  lookedAt: number;
}

/** So many organisations' libraries are kept at hand; the one that was made first goes. */
const MOST_HELD = 100;

/**
 * Gives each organisation its library: what comes with the desk and the articles it wrote itself, which take the place
 * of shipped ones with the same id. Its index is built when one of them has changed, and looked after at most every
 * `freshMs`; an organisation without articles shares what is shipped.
 */
export function orgLibraries(of: {
  readonly database: Pick<Database, 'all' | 'run'>;
  readonly shipped: Library;
  readonly clock: () => Date;
  readonly freshMs: number;
}): (orgId: OrgId) => Promise<Library> {
  const { database, shipped, clock, freshMs } = of;
  const all = new Map<OrgId, Held>();
  return async (orgId) => {
    const held = all.get(orgId);
    const lookedAt = clock().getTime();
    if (held && Math.abs(lookedAt - held.lookedAt) < freshMs) return held.library;
    const stamp = await articlesStamp(database, orgId);
    // Somebody else may have looked meanwhile.
    const known = all.get(orgId);
    if (known?.stamp === stamp) {
      known.lookedAt = lookedAt;
      return known.library;
    }
    const library = libraryWith(shipped, database, orgId);
    all.delete(orgId);
    all.set(orgId, { stamp, library, lookedAt });
    // One that could not be read is read anew the next time.
    library.catch(() => all.delete(orgId));
    const [oldest] = all.keys();
    if (all.size > MOST_HELD && oldest !== undefined) all.delete(oldest);
    return library;
  };
}

async function libraryWith(shipped: Library, database: Pick<Database, 'all' | 'run'>, orgId: OrgId): Promise<Library> {
  const rows = await findArticles(database, orgId);
  const own = rows.filter((row) => row.is_withdrawn === 0).flatMap((row) => articleOf(row) ?? []);
  if (own.length === 0) return shipped;
  const ids = new Set(own.map(({ id }) => id));
  const articles = [...own, ...shipped.articles.filter(({ id }) => !ids.has(id))];
  return { ...shipped, articles, index: await buildSearchIndex(articles, shipped.index.recogniser) };
}
