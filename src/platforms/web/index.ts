import { SendError } from '../../chat/outbound.js';
import type { Intake, Platform } from '../../chat/platform.js';
import { type ExampleCompany, noCompany } from './example-company.js';
import type { Previews } from './first-look.js';
import { createIncoming } from './incoming.js';
import { createLive } from './live.js';
import { createOutgoing } from './outgoing.js';
import { personOf, profileOf } from './people.js';
import { directOf, threadOf } from './places.js';
import { Refusal } from './refusal.js';
import { createRoutes } from './routes.js';
import type { PlaygroundStore } from './store.js';

export type { ExampleCompany } from './example-company.js';
export { people as playgroundPeople, profileOf as playgroundProfile } from './people.js';
export { triage as playgroundTriage } from './places.js';
export { type PlaygroundStore, storedMessage } from './store.js';

export interface WebOptions {
  readonly tenant: string;
  readonly store: PlaygroundStore;
  readonly clock: () => Date;
  /** What each card becomes elsewhere, by name: `slack` is shown as "Slack blocks". */
  readonly previews: Previews;
  /** The folder of the page's files: src/platforms/web/public of the package. */
  readonly publicDir: string;
  /** The example company, where there is one to fill the playground with. */
  readonly company?: ExampleCompany;
  /** Host names (without port) the page may be reached at besides loopback. */
  readonly allowedHosts?: readonly string[];
}

/** The playground: a chat platform in one page, on which a single visitor plays every role. */
export function createWebPlatform(options: WebOptions): Platform {
  const { tenant, store, clock, previews, publicDir, allowedHosts = [], company = noCompany } = options;
  let door: Intake | undefined;
  const intake = () => {
    if (!door) throw new Refusal(503, 'The desk is still starting. Please try again in a moment.');
    return door;
  };
  const live = createLive({ store });
  const { changed } = live;
  const incoming = createIncoming({ tenant, store, clock, changed, intake });

  return {
    name: 'web',
    pace: { everyMs: 0, burst: 1000 },
    routes: createRoutes({ store, previews, publicDir, allowedHosts, incoming, live, company }),
    async start(into) {
      door = into;
    },
    async stop() {
      door = undefined;
      live.close();
    },
    ...createOutgoing({ tenant, store, clock, changed }),
    profile: (_, personId) => profileOf(personId),
    async download() {
      throw new SendError('refused', 'no_files_here');
    },
    async direct(_, personId) {
      if (!personOf(personId)) throw new SendError('conversation_gone', 'no_such_person');
      return directOf(personId);
    },
    threadUnder: (_, messageId) => threadOf(messageId),
  };
}
