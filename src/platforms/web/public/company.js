import { ApiError, post } from './api.js';
import { announce } from './dom.js';

/** The button that fills an empty playground with an example company; it goes once that is done. */
export function offerCompany(isOffered) {
  const button = document.getElementById('fill');
  const label = button.textContent;
  button.hidden = !isOffered;
  button.addEventListener('click', async () => {
    button.disabled = true;
    button.textContent = 'Filling…';
    try {
      await post('company', {});
      button.hidden = true;
      announce('The example company is here.');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      button.textContent = label;
      button.title = error.message;
      announce(error.message);
    } finally {
      button.disabled = false;
    }
  });
}
