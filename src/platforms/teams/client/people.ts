import type { ConversationParameters } from 'botbuilder';
import { z } from 'zod';
import { type Profile, SendError } from '../../../chat/outbound.js';
import { readConversation } from '../address.js';
import type { Wire } from './messages.js';

const member = z.object({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
  role: z.string().nullish(),
});
type Member = z.infer<typeof member>;

const page = z.object({ members: z.array(member), continuationToken: z.string().nullish() });

const pageSize = 500;
const pages = 200;

/** Who a person is, as Teams describes the members of a conversation they are in. Rejects with `SendError`. */
export async function readProfile(
  wire: Wire,
  of: { readonly tenant: string; readonly conversation: string; readonly personId: string },
): Promise<Profile> {
  const found: unknown = await wire.call(wire.serviceUrl, ({ conversations }, options) =>
    conversations.getConversationMember(of.conversation, of.personId, options),
  );
  return profileOf(parse(member, found), of.tenant);
}

/** The people in a channel, by their Entra object ids. Rejects with `SendError`. */
export async function readMembers(wire: Wire, conversation: string): Promise<string[]> {
  const { channel } = readConversation(conversation);
  const ids: string[] = [];
  let continuationToken: string | undefined;
  for (let read = 0; read < pages; read += 1) {
    const at = continuationToken === undefined ? {} : { continuationToken };
    // The first page is asked for without a token, which the types insist on.
    const asked = { pageSize, ...at } as { pageSize: number; continuationToken: string };
    const found: unknown = await wire.call(wire.serviceUrl, ({ conversations }, options) =>
      conversations.getConversationPagedMembers(channel, { ...options, ...asked }),
    );
    const { members, continuationToken: next } = parse(page, found);
    ids.push(...members.map(idOf));
    if (!next) break;
    continuationToken = next;
  }
  return ids;
}

/** Opens the direct message with a person and returns its conversation; repeating it finds the same. Rejects with `SendError`. */
export async function openDirect(wire: Wire, tenant: string, personId: string): Promise<string> {
  const asked = {
    isGroup: false,
    bot: { id: wire.deskId, name: '' },
    members: [{ id: personId, name: '' }],
    tenantId: tenant,
    channelData: { tenant: { id: tenant } },
  } as unknown as ConversationParameters;
  const { id } = await wire.call(wire.serviceUrl, ({ conversations }, options) =>
    conversations.createConversation(asked, options),
  );
  if (!id) throw new SendError('uncertain', 'unreadable_answer');
  return id;
}

/**
 * An address is verified only within its own tenant: what another tenant says of a guest's is hearsay. Whom the tenant
 * gave no address is known by the name they sign in with.
 */
function profileOf(one: Member, tenant: string): Profile {
  const { email, userPrincipalName: signIn, userRole } = one;
  const isGuest = userRole === 'guest' || /#EXT#/i.test(signIn ?? '');
  const isStranger = Boolean(one.tenantId) && one.tenantId !== tenant;
  const address = email || (signIn?.includes('@') ? signIn : undefined);
  const { firstName, lastName } = namesOf(one);
  return {
    id: idOf(one),
    firstName,
    lastName,
    ...(address && !isGuest && !isStranger && { email: address }),
    isBot: one.id.startsWith('28:') || one.role === 'bot',
    isGuest,
    isStranger,
    isDeactivated: false,
    // Teams tells nobody who administers a tenant: the first admin is whoever has the one-time code.
    isOwner: false,
  };
}

function idOf({ aadObjectId, objectId, id }: Member): string {
  return aadObjectId ?? objectId ?? id;
}

function namesOf({ givenName, surname, name }: Member) {
  if (givenName || surname) return { firstName: givenName ?? '', lastName: surname ?? '' };
  const [head = '', ...rest] = (name ?? '').trim().split(/\s+/);
  return { firstName: head, lastName: rest.join(' ') };
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SendError('uncertain', 'unreadable_answer');
}
