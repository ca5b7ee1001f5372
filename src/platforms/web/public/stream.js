const silenceMs = 40_000;

/**
 * Follows the desk's live feed from a revision on, for good: the browser resumes a broken connection by itself, and one
 * that was refused or fell silent is opened anew where it stopped.
 */
export function follow({ after, onMessage, onState, onReset }) {
  let seen = after;
  let source;
  let silence;
  let waitMs = 500;

  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(reopen, silenceMs);
    waitMs = 500;
    onState('live');
  };
  const reopen = () => {
    source?.close();
    onState('reconnecting');
    open();
  };
  const open = () => {
    source = new EventSource(`/playground/events?after=${seen}`);
    source.addEventListener('beat', heard);
    source.addEventListener('reset', onReset);
    source.addEventListener('message', (event) => {
      seen = Number(event.lastEventId);
      heard();
      onMessage(JSON.parse(event.data));
    });
    source.addEventListener('error', () => {
      onState('reconnecting');
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, 8000);
    });
  };
  open();
}
