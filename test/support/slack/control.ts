import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { send } from './api.js';
import { createPerson } from './person.js';
import { addWorkspace } from './workspace.js';
import type { World } from './world.js';

const orders = {
  'deliver-to': z.object({ urls: z.array(z.string()) }),
  workspaces: z.object({
    team: z.string(),
    appId: z.string(),
    botToken: z.string(),
    scopes: z.array(z.string()).optional(),
    people: z.int().min(0).default(0),
    channels: z.array(z.object({ name: z.string(), isPrivate: z.boolean().default(false) })).default([]),
  }),
  says: z.object({ team: z.string(), person: z.string(), text: z.string(), in: z.string().optional() }),
};

/**
 * Takes orders over HTTP when the server runs alone: POST `deliver-to`, `workspaces` (with so many people, all in its
 * channels), `says`; GET `counters`.
 */
export async function answerControl(
  world: World,
  { path, body, response }: { path: string; body: string; response: ServerResponse },
): Promise<void> {
  try {
    send(response, 200, JSON.stringify(await obey(world, path.slice('/control/'.length), body)));
  } catch (error) {
    send(response, 400, JSON.stringify({ error: error instanceof Error ? error.message : 'unknown' }));
  }
}

async function obey(world: World, order: string, body: string): Promise<unknown> {
  if (order === 'counters') return counters(world);
  if (order === 'deliver-to') {
    world.deliveries.deliverTo(orders['deliver-to'].parse(JSON.parse(body)).urls);
    return {};
  }
  if (order === 'workspaces') return populate(world, orders.workspaces.parse(JSON.parse(body)));
  if (order === 'says') return say(world, orders.says.parse(JSON.parse(body)));
  throw new Error(`no such order: ${order}`);
}

function counters(world: World) {
  const failed = world.deliveries.log.items.filter(({ failure }) => failure).length;
  return { calls: Object.fromEntries(world.callCounts), delivered: world.deliveries.log.total, failedOfKept: failed };
}

function populate(world: World, { scopes, people: count, channels, ...given }: z.output<typeof orders.workspaces>) {
  const workspace = addWorkspace(world, { ...given, ...(scopes && { scopes }) });
  const people = Array.from({ length: count }, (_, index) =>
    workspace.addPerson({ firstName: 'Person', lastName: `${index + 1}` }),
  );
  const made = channels.map((channel) => workspace.addChannel({ ...channel, members: people, withBot: true }));
  return { botUserId: workspace.botUserId, people: people.map(({ id }) => id), channels: made.map(({ id }) => id) };
}

async function say(world: World, given: z.output<typeof orders.says>) {
  const workspace = world.workspaces.get(given.team);
  const member = workspace?.members.get(given.person);
  if (!workspace || !member) throw new Error('nobody there');
  return {
    ts: await createPerson(world, workspace, member).says(given.text, given.in === undefined ? {} : { in: given.in }),
  };
}
