import { el } from './dom.js';
import { icon } from './icons.js';

const near = 56;
const margin = 16;

/**
 * Keeps a log at its newest message while the reader is there, and offers a way down while they are not. A message
 * taller than the log is shown from its top.
 */
export function createScroller(log, frame) {
  let isFollowing = true;
  let own = 0;
  const down = el(
    'button',
    { type: 'button', class: 'down', hidden: true, onclick: () => toEnd() },
    icon('down'),
    'New messages',
  );
  frame.append(down);

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < near;
  const scrollTo = (top) => {
    log.scrollTop = top;
    // Where it came to rest, to tell our own scrolling from the reader's.
    own = log.scrollTop;
  };
  const toEnd = () => {
    isFollowing = true;
    down.hidden = true;
    scrollTo(log.scrollHeight);
  };
  log.addEventListener('scroll', () => {
    if (Math.abs(log.scrollTop - own) < 2) return;
    own = -1;
    isFollowing = isAtEnd();
    if (isFollowing) down.hidden = true;
  });

  // A picture takes its room once it is there.
  log.addEventListener('load', () => isFollowing && toEnd(), true);

  return {
    toEnd,
    /** Call after something was added or changed; `newest` is the element that was added, if any. */
    follow(newest) {
      if (!isFollowing) {
        if (newest) down.hidden = false;
        return;
      }
      const end = log.scrollHeight - log.clientHeight;
      const top = newest
        ? newest.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - margin
        : end;
      scrollTo(Math.min(end, top));
    },
  };
}
