/**
 * Makes an element. Names that start with "on" are listeners; undefined, null and false leave an attribute out.
 * Children are nodes or strings, and a string only ever becomes text.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** Words for screen readers alone. */
export function unseen(words) {
  return el('span', { class: 'unseen' }, words);
}

/** Says something to screen readers, politely. */
export function announce(words) {
  const region = document.getElementById('announcer');
  region.append(el('p', {}, words));
  while (region.childElementCount > 4) region.firstElementChild.remove();
}

/** An id of something a person did, made once and sent with every try. */
export function newNonce() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Without https or localhost there is no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
