import { z } from 'zod';
import { Refusal } from '../refusal.js';
import { findByExternalId, replaceView, showView, viewJson } from '../views.js';
import type { Trigger } from '../world.js';
import { type Call, type Method, readArgs } from './call.js';

const opening = z.object({ trigger_id: z.string().min(1), view: z.unknown() });

const updating = z.object({
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
  view: z.unknown(),
});

/** views.open: a trigger works once, for three seconds, for the app it was given to. */
export const open: Method = (call) => {
  const { world, workspace, args } = call;
  const { trigger_id, view } = readArgs(opening, args);
  const trigger = liveTrigger(call, trigger_id);
  const opened = showView(world, { workspace, person: trigger.person, isPushed: false }, view);
  trigger.isUsed = true;
  return { view: viewJson(workspace, trigger.person, opened) };
};

/** views.push: only from within a modal, three deep at most. */
export const push: Method = (call) => {
  const { world, workspace, args } = call;
  const { trigger_id, view } = readArgs(opening, args);
  const trigger = liveTrigger(call, trigger_id);
  if (!trigger.isFromModal || trigger.person.views.length === 0) throw new Refusal('not_found');
  const pushed = showView(world, { workspace, person: trigger.person, isPushed: true }, view);
  trigger.isUsed = true;
  return { view: viewJson(workspace, trigger.person, pushed) };
};

/** views.update: by id or by the app's own id; a hash that is not the view's any more is a conflict. */
export const update: Method = ({ world, workspace, args }) => {
  const { view_id, external_id, hash, view } = readArgs(updating, args);
  const found =
    view_id === undefined ? findByExternalId(workspace, external_id ?? '') : workspace.openViews.get(view_id);
  if (!found) throw new Refusal('not_found');
  if (hash !== undefined && hash !== found.open.hash) throw new Refusal('hash_conflict');
  replaceView(world, found.open, view);
  return { view: viewJson(workspace, found.person, found.open) };
};

function liveTrigger({ world, workspace }: Call, id: string): Trigger {
  const trigger = world.triggers.get(id);
  if (!trigger || trigger.workspace !== workspace) throw new Refusal('invalid_trigger_id');
  if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
  if (world.clock().getTime() > trigger.expiresAt) throw new Refusal('expired_trigger_id');
  return trigger;
}
