import assert from 'node:assert/strict';
import { barest, sampleView, takenByTech } from '../../../src/cards/gallery/rows.js';
import { renderedText } from '../../../src/cards/tickets/rendered-text.js';

describe('a ticket as mail', () => {
  it('starts with a subject and holds facts, steps with outcomes, and sources', () => {
    const text = renderedText(
      sampleView({ ...takenByTech, status: 'resolved', resolution: 'The profile was renewed.' }),
    );
    assert.equal(text.split('\n')[0], 'Ticket #12: VPN drops every few minutes');
    for (const line of [
      'Requester: Requester One, Department One',
      'Opened: Tue 10 Mar, 14:00',
      'my vpn keeps dropping since monday',
      '1. Check the internet connection without the VPN. (still broken)',
      '[1] VPN connection: Check the internet connection first',
      'The profile was renewed.',
    ]) {
      assert.ok(text.split('\n').includes(line), line);
    }
  });

  it('leaves out what is not known', () => {
    const text = renderedText({ ...sampleView(barest), device: undefined });
    assert.doesNotMatch(text, /Already tried|Sources|Why a person|Device|null|undefined/);
  });
});
