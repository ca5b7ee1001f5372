const narrow = matchMedia('(max-width: 1079px)');
const readKey = 'deskhand.read';

/**
 * The three columns: which one the visitor is at, how many unread messages each has, and on narrow screens the tabs that
 * show one at a time. `shown(name)` is called when a column comes into view.
 */
export function createColumns({ shown }) {
  const columns = new Map([...document.querySelectorAll('.column')].map((column) => [column.dataset.column, column]));
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const unread = new Map();
  const read = recall();
  let current = 'employee';
  let newest = 0;

  const visit = (name) => {
    current = name;
    count(name, 0);
    read[name] = newest;
    remember(read);
  };
  const count = (name, number) => {
    unread.set(name, number);
    const tab = tabs.find((one) => one.dataset.column === name);
    for (const holder of [tab, columns.get(name).querySelector('.head')]) mark(holder.querySelector('.unread'), number);
  };
  const select = (name) => {
    for (const tab of tabs) {
      const isSelected = tab.dataset.column === name;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
    }
    for (const [key, column] of columns) column.classList.toggle('selected', key === name);
    visit(name);
    shown(name);
  };
  const arrange = () => {
    for (const [name, column] of columns) {
      if (narrow.matches) column.setAttribute('role', 'tabpanel');
      else column.removeAttribute('role');
      column.setAttribute('aria-labelledby', narrow.matches ? `tab-${name}` : `title-${name}`);
    }
    if (narrow.matches) select(current);
  };

  for (const [name, column] of columns) {
    for (const event of ['pointerdown', 'focusin']) column.addEventListener(event, () => visit(name));
  }
  for (const tab of tabs) {
    tab.addEventListener('click', () => select(tab.dataset.column));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      select(next.dataset.column);
      next.focus();
    });
  }
  narrow.addEventListener('change', arrange);
  select(current);
  arrange();

  return {
    /** Counts a new message that somebody else wrote. */
    arrived(name, revision) {
      newest = Math.max(newest, revision);
      const isSeen = name === current && document.visibilityState === 'visible';
      if (isSeen) visit(name);
      else if (revision > (read[name] ?? newest - 1)) count(name, (unread.get(name) ?? 0) + 1);
    },
    /** Takes what was there before this visit; on a first visit all of it counts as read. */
    found(name, revision) {
      newest = Math.max(newest, revision);
      if (name !== current && revision > (read[name] ?? Number.POSITIVE_INFINITY))
        count(name, (unread.get(name) ?? 0) + 1);
    },
  };
}

/** Shows or hides a count of unread messages. */
export function mark(badge, number) {
  badge.hidden = number === 0;
  badge.textContent = number > 99 ? '99+' : String(number);
  badge.setAttribute('aria-label', `${number} unread`);
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(readKey)) ?? {};
  } catch {
    return {};
  }
}

function remember(read) {
  try {
    localStorage.setItem(readKey, JSON.stringify(read));
  } catch {
    // A browser that keeps nothing: everything counts as read next time.
  }
}
