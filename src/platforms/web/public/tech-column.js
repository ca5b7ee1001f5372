import { mark } from './columns.js';
import { initials } from './message.js';

/** The techs' column: who of the two acts, and whether the channel or their direct messages are in view. */
export function createTechColumn({ changed }) {
  const hosts = [...document.querySelectorAll('#column-tech [data-chat]')];
  const views = [...document.querySelectorAll('#views button')];
  const unread = { channel: 0, 'direct:tech': 0, 'direct:tech-2': 0 };
  let acting = document.querySelector('#acting input:checked').value;
  let view = 'channel';

  const inView = () => (view === 'channel' ? 'channel:triage' : `direct:${acting}`);
  const face = document.querySelector('#column-tech .head .avatar');
  const show = () => {
    face.dataset.person = acting;
    face.textContent = initials[acting];
    for (const host of hosts) host.hidden = host.dataset.chat !== inView();
    for (const button of views) button.setAttribute('aria-pressed', String(button.dataset.view === view));
    unread[view === 'channel' ? 'channel' : inView()] = 0;
    mark(views[0].querySelector('.unread'), unread.channel);
    mark(views[1].querySelector('.unread'), unread[`direct:${acting}`]);
  };
  for (const button of views) {
    button.addEventListener('click', () => {
      view = button.dataset.view;
      show();
      changed(inView());
    });
  }
  document.getElementById('acting').addEventListener('change', (event) => {
    acting = event.target.value;
    show();
    changed(inView());
  });
  show();

  return {
    acting: () => acting,
    inView,
    /** Counts a message that came where nobody looks just now. */
    arrived(conversation) {
      const key = conversation.startsWith('direct:') ? conversation : 'channel';
      if (conversation !== inView() && !(key === 'channel' && view === 'channel')) unread[key] += 1;
      show();
    },
  };
}
