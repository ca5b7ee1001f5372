import type { Jobs } from '../../jobs/engine/engine.js';
import type { Database } from '../../models/database.js';
import type { Platform } from '../chat/platform.js';
import type { Config } from '../config.js';
import { filesRoute } from '../http/files.js';
import { type Check, healthRoutes } from '../http/health.js';
import { metricsRoute } from '../http/metrics.js';
import { serveHttp } from '../http/server.js';
import type { Platforms } from '../platforms/index.js';
import { setUpConsole } from './console.js';
import { createFigures, refusedBy, rowsHandled } from './health.js';
import { openFile } from './open-file.js';
import { sayServed } from './served-address.js';

/** What a process answers over HTTP. */
export interface Web {
  readonly url: string;
  /** Every path it answers; one that ends with a slash stands for all below it. */
  readonly paths: readonly string[];
  /** Takes no more requests, answers those it has, and no longer says where it is. */
  close(): Promise<void>;
}

/** Serves the platforms, health, metrics, files and the console. A process that only works loads none of it. */
export async function serveWeb(of: {
  readonly config: Config;
  readonly database: Database;
  readonly clock: () => Date;
  readonly engine: Jobs;
  readonly platforms: Platforms;
  readonly checks: () => Promise<readonly Check[]>;
  readonly isReady: () => boolean;
}): Promise<Web> {
  const { config, database, clock, engine, platforms, checks } = of;
  const counts = () => ({ ...refusedBy(platforms), ...rowsHandled(engine.state()) });
  const adminConsole = setUpConsole({ config, database, clock, engine, checks });
  const routesOf = ({ name, routes }: Platform) =>
    name === 'web' && config.isPlaygroundGuarded ? routes.map(adminConsole.guarded) : routes;
  const routes = [
    ...healthRoutes(checks, of.isReady),
    metricsRoute(createFigures({ database, clock, counts })),
    filesRoute(openFile(database)),
    ...adminConsole.routes,
    ...[...platforms.all.values()].flatMap(routesOf),
  ];
  const http = await serveHttp({ host: config.host, port: config.port, routes });
  const unsay = await sayServed({ config, database, clock, url: http.url });
  return {
    url: http.url,
    paths: routes.map(({ path }) => path),
    async close() {
      await http.close();
      await unsay();
    },
  };
}
