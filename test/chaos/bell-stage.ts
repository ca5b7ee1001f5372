import assert from 'node:assert/strict';
import { ensureConversation } from '../../models/conversations/conversation.js';
import { setTimer } from '../../models/due-work/timer.js';
import type { OrgId } from '../../models/ids.js';
import { rowsOf } from '../support/database.js';
import { copyDist } from '../support/dist-copy.js';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/slack/person.js';
import { type Stage, type StageOptions, startStage } from './stage.js';

/** Desks that also ring bells: timers whose effect is a message in a channel of the loopback Slack. */
export interface BellStage extends Stage {
  /** The program of a desk that rings. */
  readonly cli: string;
  /** Makes something due in one of the channels, in its turn. */
  ring(bells: readonly { readonly text: string; readonly dueAt: Date }[]): Promise<void>;
  /** How late people saw each, ms, by its words; those they did not see are missing. */
  lateness(): ReadonlyMap<string, number>;
  /** What people see of it in all channels. */
  heard(): readonly string[];
  /** Resolves when no timer waits and everything is sent. */
  rung(withinMs?: number): Promise<void>;
}

const CHANNELS = 50;

/** Sets the stage and starts the desks; `roles` names those of each. */
export async function startBellStage(options: StageOptions & { readonly desks: number }): Promise<BellStage> {
  const copy = copyDist([
    {
      file: 'jobs/index.js',
      find: 'export const jobs = [...audited, auditOf(audited)];',
      replace: `import { bells } from '../test/chaos/bells.js';
        export const jobs = [...audited, bells, auditOf([...audited, bells])];`,
    },
  ]);
  const stage = await startStage({ ...options, clis: Array.from({ length: options.desks }, () => copy.cli) });
  const orgId = await stage.orgId();
  const [reader] = stage.people(1, 'Rea');
  assert.ok(reader);
  const rooms = await openRooms(stage, orgId, reader);
  const due = new Map<string, Date>();
  return {
    ...stage,
    cli: copy.cli,
    async ring(bells) {
      const now = new Date();
      for (let at = 0; at < bells.length; at += 100) {
        await stage.database.write(async (tx) => {
          for (const [index, { text, dueAt }] of bells.slice(at, at + 100).entries()) {
            const room = rooms[(at + index) % rooms.length];
            const subjectId = `${room?.conversationId}|${text}`;
            due.set(text, dueAt);
            await setTimer(tx, orgId, { kind: 'bell', subjectId, dueAt, now });
          }
        });
      }
    },
    lateness: () =>
      new Map(
        seenIn(reader, rooms).flatMap(({ text, at }): [string, number][] => {
          const dueAt = due.get(text);
          return dueAt ? [[text, at - dueAt.getTime()]] : [];
        }),
      ),
    heard: () => seenIn(reader, rooms).map(({ text }) => text),
    async rung(withinMs = 60_000) {
      await eventually(
        'every bell has rung',
        async () => (await rowsOf(stage.database, 'timer', "WHERE kind = 'bell' AND state = 'waiting'")).length === 0,
        withinMs,
      );
      await stage.quiet(withinMs);
    },
    async stop() {
      await stage.stop();
      copy.remove();
    },
  };
}

interface Room {
  readonly channel: string;
  readonly conversationId: string;
}

async function openRooms({ workspace, database }: Stage, orgId: OrgId, reader: Person): Promise<readonly Room[]> {
  const rooms: Room[] = [];
  for (let at = 0; at < CHANNELS; at += 1) {
    const { id } = workspace.addChannel({ name: `bells-${at}`, isPrivate: true, members: [reader], withBot: true });
    const where = { platform: 'slack', tenant: workspace.team, key: id, channelKey: id, kind: 'channel' } as const;
    const row = await database.write((tx) => ensureConversation(tx, orgId, { ...where, now: new Date() }));
    rooms.push({ channel: id, conversationId: row.conversation_id });
  }
  return rooms;
}

function seenIn(reader: Person, rooms: readonly Room[]): { text: string; at: number }[] {
  return rooms.flatMap(({ channel }) => {
    const messages = reader.sees({ id: channel }).conversations[0]?.messages ?? [];
    return messages.map(({ text, ts }) => ({ text, at: Number(ts) * 1_000 }));
  });
}
