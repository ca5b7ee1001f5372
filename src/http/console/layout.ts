import { words } from '../../cards/wording/index.js';
import { type Html, html } from './html.js';

/** Who is signed in, for the head of a page. */
export interface Signed {
  readonly name: string;
  readonly org: string;
  readonly formToken: string;
}

/** A whole page of the console. */
export function page(title: string, body: Html, signed?: Signed): string {
  const { text } = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${words.console.title}</title>
<link rel="stylesheet" href="/console/assets/console.css">
</head>
<body>
<header><a class="brand" href="/console">Deskhand</a>${signed && head(signed)}</header>
<main>${body}</main>
</body>
</html>`;
  return `<!doctype html>\n${text}\n`;
}

function head({ name, org, formToken }: Signed): Html {
  return html`<nav><a href="/console/queues">${words.console.home.queues}</a></nav>
<div class="who"><span>${name}, ${org}</span>
<form method="post" action="/console/logout"><input type="hidden" name="form_token" value="${formToken}">
<button class="quiet">${words.console.signOut}</button></form></div>`;
}
