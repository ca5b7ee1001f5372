import { z } from 'zod';
import { replySchema } from '../../src/chat/reply-schema.js';
import { newId, type OrgId } from '../ids.js';
import { type Collected, citationsJson, collectedJson, type StepAttempted, stepsAttemptedJson } from '../json.js';
import type { SessionStatus } from '../session.js';
import { first, type Sql, together } from '../sql.js';

/** What the desk waits for in a session. */
const awaiting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('problem') }),
  z.strictObject({ kind: z.literal('question'), id: z.string() }),
  z.strictObject({ kind: z.literal('step'), id: z.string() }),
  z.strictObject({ kind: z.literal('article'), id: z.string() }),
  z.strictObject({ kind: z.literal('offer') }),
  /** Words that are kept whole until their author says where they belong. */
  z.strictObject({
    kind: z.literal('route'),
    ticketId: z.string(),
    said: z.array(z.strictObject({ text: z.string(), messageRef: z.string() })),
  }),
]);

/** The message whose buttons count now. */
const shown = z.strictObject({
  /** Outbox row it was posted by; what changes it later names this one. */
  posted: z.string(),
  /** What its buttons carry. */
  version: z.number().int(),
  /** As it is shown: the outbox forgets what it delivered. */
  reply: replySchema,
  /** Said before its own words. */
  preface: z.string().optional(),
});
export type Shown = z.infer<typeof shown>;

/** Where a session stands between two messages, beyond what SESSIONS says. */
const flow = z.strictObject({
  awaiting: awaiting.optional(),
  playbook: z.string().optional(),
  shown: shown.optional(),
  /** The person asked for a person before they said what it is about. */
  wantsPerson: z.boolean().optional(),
  /** How often in a row the desk did not understand. */
  missed: z.number().int().optional(),
  /** The articles that were shown, as they were cited. */
  articles: citationsJson.schema.optional(),
  /** How often its only message was edited and read anew. */
  edits: z.number().int().optional(),
  /** When the person last wrote, UTC ISO 8601. */
  heardAt: z.string().optional(),
  /** It was closed because nothing came; what was open then is open again at the next word. */
  rests: z.boolean().optional(),
});
type Flow = z.infer<typeof flow>;

/** A session with where it stands; `version` grows with every turn. */
export interface SessionState {
  readonly sessionId: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly status: SessionStatus;
  readonly turns: number;
  readonly category: string | null;
  readonly collected: Collected;
  readonly steps: readonly StepAttempted[];
  readonly flow: Flow;
  readonly version: number;
  readonly updatedAt: string;
}

interface Row {
  readonly session_id: string;
  readonly user_id: string;
  readonly conversation_id: string;
  readonly status: SessionStatus;
  readonly turns: number;
  readonly category: string | null;
  readonly collected_json: string;
  readonly steps_attempted_json: string;
  readonly flow_json: string;
  readonly version: number;
  readonly updated_at: string;
}

const SELECT = `SELECT s.session_id, s.user_id, w.conversation_id, s.status, s.turns, s.category, s.collected_json,
    s.steps_attempted_json, w.flow_json, w.version, s.updated_at
  FROM sessions s JOIN session_work w ON w.org_id = s.org_id AND w.session_id = s.session_id`;

export async function findSession(sql: Sql, orgId: OrgId, sessionId: string): Promise<SessionState | undefined> {
  const row = await first<Row>(sql, `${SELECT} WHERE s.org_id = $1 AND s.session_id = $2`, [orgId, sessionId]);
  return row && stateOf(row);
}

/** The session put aside last in a conversation. */
export async function findParkedSession(
  sql: Sql,
  orgId: OrgId,
  conversationId: string,
): Promise<SessionState | undefined> {
  const row = await first<Row>(
    sql,
    `${SELECT} WHERE w.org_id = $1 AND w.conversation_id = $2 AND s.status = 'waiting'
     ORDER BY s.updated_at DESC LIMIT 1`,
    [orgId, conversationId],
  );
  return row && stateOf(row);
}

/** A session that has not been stored yet. */
export function newSession(of: { userId: string; conversationId: string; now: Date }): SessionState {
  return {
    sessionId: newId(),
    userId: of.userId,
    conversationId: of.conversationId,
    status: 'open',
    turns: 0,
    category: null,
    collected: {},
    steps: [],
    flow: {},
    version: 0,
    updatedAt: of.now.toISOString(),
  };
}

/** Stores a new session, for `saveSession` to write its first turn on. */
export async function addSession(tx: Sql, orgId: OrgId, session: SessionState, now: Date): Promise<void> {
  const at = now.toISOString();
  await tx.run(
    `INSERT INTO sessions (session_id, org_id, user_id, turns, status, created_at, updated_at)
     VALUES ($1, $2, $3, 0, 'open', $4, $4)`,
    [session.sessionId, orgId, session.userId, at],
  );
  await tx.run('INSERT INTO session_work (session_id, org_id, conversation_id) VALUES ($1, $2, $3)', [
    session.sessionId,
    orgId,
    session.conversationId,
  ]);
}

/**
 * Writes a session as it is after a turn; false when another turn was written since `state.version` was read, and then
 * nothing of this transaction may be committed.
 */
export async function saveSession(tx: Sql, orgId: OrgId, state: SessionState, now: Date): Promise<boolean> {
  const flowJson = JSON.stringify(flow.parse(state.flow));
  const collected = collectedJson.write(state.collected);
  const steps = stepsAttemptedJson.write([...state.steps]);
  const { sessionId, version, turns, category, status } = state;
  const [changed] = await together(
    tx.run(
      `UPDATE session_work SET version = version + 1, flow_json = $1
       WHERE org_id = $2 AND session_id = $3 AND version = $4`,
      [flowJson, orgId, sessionId, version],
    ),
    tx.run(
      `UPDATE sessions SET turns = $1, category = $2, status = $3, collected_json = $4, steps_attempted_json = $5,
         updated_at = $6 WHERE org_id = $7 AND session_id = $8`,
      [turns, category, status, collected, steps, now.toISOString(), orgId, sessionId],
    ),
  );
  return changed === 1;
}

/** A person's word was added to a session beside its turns. */
export async function countTurn(tx: Sql, orgId: OrgId, sessionId: string, now: Date): Promise<void> {
  await tx.run('UPDATE sessions SET turns = turns + 1, updated_at = $1 WHERE org_id = $2 AND session_id = $3', [
    now.toISOString(),
    orgId,
    sessionId,
  ]);
}

function stateOf(row: Row): SessionState {
  return {
    sessionId: row.session_id,
    userId: row.user_id,
    conversationId: row.conversation_id,
    status: row.status,
    turns: row.turns,
    category: row.category,
    collected: collectedJson.read(row.collected_json),
    steps: stepsAttemptedJson.read(row.steps_attempted_json),
    flow: flow.parse(JSON.parse(row.flow_json)),
    version: row.version,
    updatedAt: row.updated_at,
  };
}
