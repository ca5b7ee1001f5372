import assert from 'node:assert/strict';
import { gallery } from '../../../src/cards/gallery/gallery.js';
import { renderMessage as renderSlack } from '../../../src/platforms/slack/render/message.js';
import { renderMessage as renderTeams } from '../../../src/platforms/teams/render/message.js';
import { newNonce } from '../../../src/platforms/teams/render/press-data.js';
import { buttonsOf } from '../seen.js';

describe('the busiest digest', () => {
  const reply = gallery.find(({ name }) => name === 'digest, both, of a busy week')?.reply;
  const labels = reply ? buttonsOf(reply).map(({ label }) => label) : [];

  it('keeps the button of each number on Slack', () => {
    assert.ok(reply && labels.length > 30, `${labels.length}`);
    const shown = JSON.stringify(renderSlack(reply).blocks);
    for (const label of labels) assert.ok(shown.includes(JSON.stringify(label)), label);
  });

  it('keeps the button of each number on Teams', () => {
    assert.ok(reply);
    const shown = JSON.stringify(renderTeams(reply, newNonce()));
    for (const label of labels) assert.ok(shown.includes(JSON.stringify(label)), label);
  });
});
