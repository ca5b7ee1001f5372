/** A press on a card at the top of a channel. */
export function press(more: object = {}): Record<string, unknown> {
  return {
    type: 'block_actions',
    api_app_id: 'A1',
    team: { id: 'T1' },
    user: { id: 'U1', team_id: 'T1' },
    trigger_id: '1.2.abc',
    container: { type: 'message', message_ts: '1772442000.000500', channel_id: 'C1', is_ephemeral: false },
    channel: { id: 'C1', name: 'triage' },
    message: { ts: '1772442000.000500', bot_id: 'BBOT', team: 'T1' },
    response_url: 'https://hooks.slack.com/actions/T1/1/x',
    actions: [
      {
        type: 'button',
        action_id: 'ticket.take',
        block_id: 'card:k1:3:0',
        value: 't1',
        action_ts: '1772442050.000100',
      },
    ],
    ...more,
  };
}

/** A submitted form; `more` goes into its view. */
export function submission(more: object = {}): Record<string, unknown> {
  return {
    type: 'view_submission',
    api_app_id: 'A1',
    team: { id: 'T1' },
    user: { id: 'U1', team_id: 'T1' },
    view: {
      id: 'V1',
      hash: '1772442050.abc',
      callback_id: 'ticket.resolve',
      private_metadata: '{"subject":"t1","version":4}',
      state: {
        values: {
          done: { value: { type: 'plain_text_input', value: 'Reset the router & <b>' } },
          impact: { value: { type: 'static_select', selected_option: { value: 'low', text: {} } } },
          note: { value: { type: 'plain_text_input', value: null } },
        },
      },
      ...more,
    },
  };
}
