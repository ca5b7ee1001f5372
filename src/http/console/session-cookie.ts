import type { IncomingMessage, ServerResponse } from 'node:http';

/** The cookie of a session: out of reach for scripts, not sent along by other sites' forms, over https only where there is https. */
export interface SessionCookie {
  read(request: IncomingMessage): string | undefined;
  set(response: ServerResponse, secret: string): void;
  clear(response: ServerResponse): void;
}

export function sessionCookie({ isSecure }: { readonly isSecure: boolean }): SessionCookie {
  // A name that begins so is taken by browsers only with Secure, this path and no domain.
  const name = isSecure ? '__Host-deskhand' : 'deskhand';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    read(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
      return pairs.find(([key]) => key === name)?.[1];
    },
    set: (response, secret) => response.appendHeader('set-cookie', `${name}=${secret}; ${attributes}`),
    clear: (response) => response.appendHeader('set-cookie', `${name}=; ${attributes}; Max-Age=0`),
  };
}
