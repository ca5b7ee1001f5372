import type { OrgId } from '../../models/ids.js';
import { orgIdOf } from '../../models/ids.js';
import { linkToConsole } from '../../src/operations/people/console-access.js';
import { rowsOf } from './database.js';
import type { TestDesk } from './desk.js';
import { modelsOf } from './factories.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser at the console: keeps its cookie, follows nothing by itself. */
export interface ConsoleVisitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends a form, as a page of the console would unless told otherwise. */
  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** The cookie as it was set, with its attributes. */
  readonly cookie: string | undefined;
}

export function visitConsole({ url }: Pick<TestDesk, 'url'>): ConsoleVisitor {
  let cookie: string | undefined;
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const kept = cookie?.split(';')[0];
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(kept && { cookie: kept }), ...init.headers },
    });
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set;
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    get cookie() {
      return cookie;
    },
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, form, headers = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin: url, ...headers } }),
  };
}

/** The secret of a link for the person with this e-mail. */
export async function consoleToken({ database, clock }: TestDesk, email: string): Promise<string> {
  const [user] = await rowsOf<{ org_id: string; user_id: string }>(database, 'users', `WHERE email = '${email}'`);
  if (!user) throw new Error(`nobody is ${email}`);
  const orgId: OrgId = orgIdOf(user);
  const link = await database.write((tx) => {
    const work = { tx, models: modelsOf(database), orgId, now: clock.now(), touched: new Set<string>() };
    return linkToConsole(work, user.user_id, 'http://desk.example');
  });
  return new URL(link).searchParams.get('token') ?? '';
}

/** Signs a person in. */
export async function signInToConsole(desk: TestDesk, email: string): Promise<ConsoleVisitor> {
  const visitor = visitConsole(desk);
  await visitor.post('/console/login', { token: await consoleToken(desk, email) });
  return visitor;
}
