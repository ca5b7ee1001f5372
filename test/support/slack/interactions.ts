import type { Delivery } from './deliveries.js';
import { userName } from './methods/people.js';
import type { Json, Member, Trigger, Workspace, World } from './world.js';

/** How long a trigger may be exchanged, in ms. */
const TRIGGER_LIFE_MS = 3000;

/** Makes a trigger: one modal may be opened with it, within three seconds. */
export function newTrigger(world: World, given: Pick<Trigger, 'workspace' | 'person' | 'isFromModal'>): string {
  const id = `${world.ids.next('1')}.${world.ids.next('2')}.${world.ids.secret()}`;
  world.triggers.set(id, { ...given, expiresAt: world.clock().getTime() + TRIGGER_LIFE_MS, isUsed: false });
  if (world.keeps !== undefined && world.triggers.size > world.keeps)
    world.triggers.delete(String(world.triggers.keys().next().value));
  return id;
}

/** What every interaction says about who and where. */
export function interactionBase(workspace: Workspace, person: Member): Json {
  return {
    user: { id: person.id, username: userName(person), name: userName(person), team_id: person.teamId },
    api_app_id: workspace.appId,
    team: { id: workspace.team, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Sends a form-encoded, signed interaction, once: Slack never repeats one. */
export function sendInteraction(world: World, workspace: Workspace, payload: Json): Promise<Delivery> {
  return world.deliveries.send({
    kind: 'interaction',
    id: world.ids.next('In'),
    team: workspace.team,
    type: String(payload.type),
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    contentType: 'application/x-www-form-urlencoded',
  });
}
