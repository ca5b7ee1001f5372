import { ApiError, post } from './api.js';
import { announce, el } from './dom.js';
import { icon } from './icons.js';
import { teamsCard } from './teams-card.js';

const titles = { slack: 'Slack blocks', teams: 'Teams card' };
const token = /("(?:\\.|[^"\\])*"(?:\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?)/;

/** A switch under a card that shows what another platform is sent for it. */
export function previewOf(name, reply) {
  const words = `View as ${titles[name] ?? name}`;
  const panel = el('div', { class: 'preview-panel', hidden: true });
  const toggle = el(
    'button',
    { type: 'button', class: 'quiet preview-toggle', 'aria-expanded': 'false', 'data-preview': name },
    icon('code'),
    words,
  );
  toggle.addEventListener('click', async () => {
    const isOpening = panel.hidden;
    panel.hidden = !isOpening;
    toggle.setAttribute('aria-expanded', String(isOpening));
    if (!isOpening) return;
    panel.replaceChildren(...(await fetchPreview(name, reply)));
    panel.scrollIntoView({ block: 'nearest' });
  });
  return el('div', { class: 'preview' }, toggle, panel);
}

async function fetchPreview(name, reply) {
  try {
    const { preview } = await post('preview', { name, reply });
    const json = JSON.stringify(preview, null, 2);
    const code = el('pre', { tabindex: '0', 'aria-label': titles[name] ?? name }, el('code', {}, coloured(json)));
    // Slack draws its blocks on its own site only; Microsoft has made its renderer a library.
    const drawn = name === 'teams' ? [teamsCard(preview)] : [];
    return [...drawn, el('div', { class: 'preview-code' }, copyButton(json, code), code)];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return [el('p', { class: 'problem', role: 'alert' }, error.message)];
  }
}

function copyButton(json, code) {
  const words = el('span', {}, 'Copy');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(json);
      words.textContent = 'Copied';
      announce('Copied');
    } catch {
      // Without leave to write the clipboard: the words are marked, for a copy by hand.
      getSelection().selectAllChildren(code);
      words.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => {
      words.textContent = 'Copy';
    }, 2000);
  };
  return el('button', { type: 'button', class: 'quiet copy', onclick: copy }, icon('copy'), words);
}

function coloured(json) {
  return json.split(token).map((piece) => {
    if (!token.test(piece)) return piece;
    const kind = piece.endsWith(':') ? 'key' : piece.startsWith('"') ? 'string' : 'value';
    return el('span', { class: `json-${kind}` }, piece);
  });
}
