import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { ConsoleUser } from '../../../models/access/console-access.js';
import type { Database } from '../../../models/database.js';
import { orgIdOf } from '../../../models/ids.js';
import { countDeliveryProblems } from '../../../models/outbox/outbox-sweeps.js';
import { words } from '../../cards/wording/index.js';
import type { Route } from '../../chat/platform.js';
import { log } from '../../log.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { mayUseConsole, signIn, signOut, whoIsSignedIn } from '../../operations/people/console-access.js';
import { formToken, isFormToken, isFromOurPage } from './forgery.js';
import { securityHeaders } from './headers.js';
import { type Home, homePage } from './home-page.js';
import type { Signed } from './layout.js';
import { limitLogins } from './login-limit.js';
import { confirmPage, howToPage, refusedPage } from './login-pages.js';
import { QUEUES_PATH, type Queues, queueBoard } from './queues.js';
import { sessionCookie } from './session-cookie.js';

export interface ConsoleOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** With https the cookie is for https only. */
  readonly publicUrl: string | undefined;
  /** The package's root: assets are read from its sources. */
  readonly root: string;
  readonly queues: Queues;
  readonly home: () => Promise<Pick<Home, 'checks' | 'jobs'>>;
}

/** One page or action of the console, and who may have it. */
interface ConsoleRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly needs: 'nobody' | 'admin';
}

interface Handled extends ConsoleRoute {
  handle(request: Request, response: Response): void | Promise<void>;
}

export interface Console {
  readonly routes: readonly Route[];
  /** Every page and action, for those who check that each asks who it is. */
  readonly table: readonly ConsoleRoute[];
  /** Lets only those through who are signed in to the console. */
  guarded(route: Route): Route;
}

/** The admin console under /console: server-rendered, without a script of its own. */
export function createConsole(options: ConsoleOptions): Console {
  const { database, clock, publicUrl, root, queues, home } = options;
  const cookie = sessionCookie({ isSecure: publicUrl?.startsWith('https:') ?? false });
  const mayTry = limitLogins(clock);
  const styles = readFileSync(join(root, 'src/http/console/public/console.css'), 'utf8');

  const table: readonly Handled[] = [
    {
      method: 'get',
      path: '/console/assets/console.css',
      needs: 'nobody',
      handle: (_, response) => void response.type('css').set('cache-control', 'public, max-age=300').send(styles),
    },
    {
      method: 'get',
      path: '/console/login',
      needs: 'nobody',
      handle({ query: { token } }, response) {
        response.send(typeof token === 'string' && token !== '' ? confirmPage(token) : howToPage());
      },
    },
    {
      method: 'post',
      path: '/console/login',
      needs: 'nobody',
      async handle(request, response) {
        if (!mayTry(request.socket.remoteAddress ?? '')) {
          response.status(429).set('retry-after', '60').send(howToPage(words.console.login.tooMany));
          return;
        }
        const secret = await signIn(database, String(request.body?.token ?? ''), clock());
        if (secret === undefined) {
          response.status(403).send(howToPage(words.console.login.wrong));
          return;
        }
        cookie.set(response, secret);
        response.redirect(303, '/console');
      },
    },
    {
      method: 'post',
      path: '/console/logout',
      needs: 'admin',
      async handle(_, response) {
        await signOut(database, secretOf(response));
        cookie.clear(response);
        response.redirect(303, '/console/login');
      },
    },
    {
      method: 'get',
      path: '/console',
      needs: 'admin',
      async handle(_, response) {
        const user = userOf(response);
        const deliveries = await countDeliveryProblems(database, orgIdOf(user));
        const { zone } = await rulesOf(database, orgIdOf(user));
        const wall = { zone, now: clock() };
        response.send(homePage({ wall, deliveries, ...(await home()) }, signedOf(user, secretOf(response))));
      },
    },
  ];

  /** Asks the database at every request who this is and what they may. */
  const admit: RequestHandler = async (request, response, next) => {
    const secret = cookie.read(request);
    const user = secret === undefined ? undefined : await whoIsSignedIn(database, secret, clock());
    if (user === undefined || secret === undefined) return toLogin(request, response);
    if (!mayUseConsole(user.role)) return void response.status(403).send(refusedPage(words.console.refused));
    if (isWriting(request) && !isFormToken(secret, request.body?.form_token))
      return void response.status(403).send(refusedPage(words.console.foreign));
    Object.assign(response.locals, { secret, user });
    next();
  };
  const fromOurPages: RequestHandler = (request, response, next) => {
    if (isWriting(request) && !isFromOurPage(request, publicUrl))
      return void response.status(403).send(refusedPage(words.console.foreign));
    next();
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders);
  app.use(fromOurPages);
  app.use(express.urlencoded({ extended: false, limit: '4kb' }));
  for (const { method, path, needs, handle } of table)
    app[method](path, ...(needs === 'admin' ? [admit, handle] : [handle]));
  app.use(QUEUES_PATH, admit, lookingOnly, queueBoard(queues));
  app.use((_: Request, response: Response) => void response.status(404).send(refusedPage(words.console.nothing)));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    log.error({ code: 'console_failed', reason: error instanceof Error ? error.name : 'unknown' });
    const { status = 500 } = (error ?? {}) as { status?: number };
    if (response.headersSent) response.destroy();
    else response.status(status).send(refusedPage(words.console.failed));
  });
  const handle: Route['handle'] = (request, response) => void app(request, response);

  return {
    routes: [
      { path: '/console', handle },
      { path: '/console/', handle },
    ],
    table: [...table, { method: 'get', path: QUEUES_PATH, needs: 'admin' }],
    guarded: (route) => ({
      path: route.path,
      async handle(request, response) {
        const secret = cookie.read(request);
        const user = secret === undefined ? undefined : await whoIsSignedIn(database, secret, clock());
        if (user && mayUseConsole(user.role)) await route.handle(request, response);
        else toLogin(request, response);
      },
    }),
  };
}

/** A person is shown where to sign in; a script is told that it has to. */
function toLogin(request: IncomingMessage, response: ServerResponse): void {
  const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (isPage) response.writeHead(303, { location: '/console/login', 'cache-control': 'no-store' }).end();
  else response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"Sign in at /console/login."}');
}

/** Nothing in the queue is anybody's to change: what is due is in the database. */
const lookingOnly: RequestHandler = (request, response, next) => {
  if (isWriting(request)) response.status(405).set('allow', 'GET, HEAD').end();
  else next();
};

function isWriting({ method }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function userOf(response: Response): ConsoleUser {
  return response.locals.user as ConsoleUser;
}

function secretOf(response: Response): string {
  return String(response.locals.secret);
}

function signedOf({ first_name, last_name, org_name }: ConsoleUser, secret: string): Signed {
  return { name: `${first_name} ${last_name}`.trim(), org: org_name, formToken: formToken(secret) };
}
