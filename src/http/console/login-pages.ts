import { words } from '../../cards/wording/index.js';
import { html } from './html.js';
import { page } from './layout.js';

/**
 * The page a link opens: it asks for a press. Chat platforms look at links before people do, and looking must not use
 * one up.
 */
export function confirmPage(token: string): string {
  const { title, confirm, press } = words.console.login;
  return page(
    title,
    html`<section class="narrow"><h1>${title}</h1><p>${confirm}</p>
<form method="post" action="/console/login"><input type="hidden" name="token" value="${token}">
<button>${press}</button></form></section>`,
  );
}

/** How to get a link; with what was wrong with the one that was used. */
export function howToPage(wrong?: string): string {
  const { title, how, command } = words.console.login;
  return page(
    title,
    html`<section class="narrow"><h1>${title}</h1>${wrong === undefined ? undefined : html`<p class="wrong">${wrong}</p>`}
<p>${how}</p><pre>${command}</pre></section>`,
  );
}

/** Somebody signed in who may not, a form that is not ours, or a page that is not there; with the way on. */
export function refusedPage({ title, text }: { readonly title: string; readonly text: string }): string {
  return page(
    title,
    html`<section class="narrow"><h1>${title}</h1><p>${text}</p><p><a href="/console">${words.console.back}</a></p></section>`,
  );
}
