import { checkModal, type Modal } from './blocks/check.js';
import { withIds } from './blocks/ids.js';
import { Refusal } from './refusal.js';
import type { Json, Member, OpenView, Workspace, World } from './world.js';

/** How many modals may lie on each other. */
const VIEW_STACK_LIMIT = 3;

/** Lays a modal before a person: alone, or on top of those that are open. */
export function showView(
  world: World,
  place: { workspace: Workspace; person: Member; isPushed: boolean },
  given: unknown,
): OpenView {
  const { workspace, person, isPushed } = place;
  const view = prepared(world, given);
  if (isPushed && person.views.length >= VIEW_STACK_LIMIT) throw new Refusal('push_limit_reached');
  if (view.external_id && findByExternalId(workspace, view.external_id)) throw new Refusal('duplicate_external_id');
  if (!isPushed) closeAll(workspace, person);
  const id = world.ids.next('V');
  const open: OpenView = {
    id,
    rootId: person.views[0]?.id ?? id,
    externalId: view.external_id ?? '',
    view,
    hash: hashOf(world),
    values: new Map(),
    errors: {},
  };
  person.views.push(open);
  workspace.openViews.set(id, { person, open });
  world.changed();
  return open;
}

/** Puts another modal in place of an open one; what was typed stays where block and action are the same. */
export function replaceView(world: World, open: OpenView, given: unknown): void {
  const view = prepared(world, given);
  const kept = new Set(view.blocks.map((block) => block.block_id));
  for (const blockId of open.values.keys()) if (!kept.has(blockId)) open.values.delete(blockId);
  open.view = view;
  open.hash = hashOf(world);
  open.errors = {};
  world.changed();
}

/** Takes the top modal away. */
export function closeTop(world: World, workspace: Workspace, person: Member): void {
  const top = person.views.pop();
  if (top) workspace.openViews.delete(top.id);
  world.changed();
}

/** Takes all of a person's modals away. */
export function closeAll(workspace: Workspace, person: Member): void {
  for (const open of person.views.splice(0)) workspace.openViews.delete(open.id);
}

/** The open modal an app named by its own id. */
export function findByExternalId(workspace: Workspace, externalId: string) {
  for (const found of workspace.openViews.values()) if (found.open.externalId === externalId) return found;
  return undefined;
}

/** A modal as views.* answer with it and interactions carry it. */
export function viewJson(workspace: Workspace, person: Member, open: OpenView, values: Json = {}): Json {
  const { view } = open;
  const index = person.views.indexOf(open);
  return {
    id: open.id,
    team_id: workspace.team,
    type: 'modal',
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: open.hash,
    title: view.title,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: person.views[index - 1]?.id ?? null,
    root_view_id: open.rootId,
    app_id: workspace.appId,
    external_id: open.externalId,
    app_installed_team_id: workspace.team,
    bot_id: workspace.botUser.botId,
  };
}

function prepared(world: World, given: unknown): Modal {
  const view = checkModal(given);
  return { ...view, blocks: withIds(view.blocks, world.ids) };
}

function hashOf(world: World): string {
  return `${Math.floor(world.clock().getTime() / 1000)}.${world.ids.next('h')}`;
}
