const shapes = {
  logo: ['M4 17.5h16', 'M6 17.5a6 6 0 0 1 12 0', 'M12 11.5v-2', 'M9.6 9.2h4.8', 'M3 21h18'],
  send: ['M12 19V5', 'M6 11l6-6 6 6'],
  done: ['M5 12.5l4.5 4.5L19 7.5'],
  failed: ['M7 7l10 10', 'M17 7L7 17'],
  skipped: ['M6 12h12'],
  next: ['M9 6l6 6-6 6'],
  code: ['M8.5 8L4 12l4.5 4', 'M15.5 8L20 12l-4.5 4'],
  copy: ['M9 9h10v10H9z', 'M15 9V5H5v10h4'],
  edit: ['M4 20h4L19 9l-4-4L4 16z'],
  trash: ['M5 7h14', 'M10 7V4.5h4V7', 'M7 7l1 12.5h8L17 7'],
  eye: [
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z',
    'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  ],
  close: ['M7 7l10 10', 'M17 7L7 17'],
  good: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M8.5 12.2l2.5 2.5 4.5-5'],
  warning: ['M12 4l9 15.5H3z', 'M12 10v4.2', 'M12 16.8v.1'],
  urgent: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M12 7.8v5', 'M12 15.8v.1'],
  reply: ['M9 7L4 12l5 5', 'M4 12h10a6 6 0 0 1 6 6v1'],
  down: ['M12 5v14', 'M6 13l6 6 6-6'],
  chat: ['M4 5.5h16v11H10.5L6 20.5v-4H4z'],
  ticket: ['M4 7h16v3.2a1.9 1.9 0 0 0 0 3.6V17H4v-3.2a1.9 1.9 0 0 0 0-3.6z', 'M14.5 7v10'],
  chart: ['M5 20V11', 'M12 20V4', 'M19 20v-6'],
};

const svg = 'http://www.w3.org/2000/svg';

/** A drawing beside words; screen readers do not meet it. */
export function icon(name) {
  const node = document.createElementNS(svg, 'svg');
  node.setAttribute('viewBox', '0 0 24 24');
  node.setAttribute('class', `icon icon-${name}`);
  node.setAttribute('aria-hidden', 'true');
  for (const d of shapes[name]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', d);
    node.append(path);
  }
  return node;
}
