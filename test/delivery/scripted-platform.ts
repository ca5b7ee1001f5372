import { type Address, type Reply, SendError, type SendFailure } from '../../src/chat/outbound.js';
import type { Pace, Platform } from '../../src/chat/platform.js';
import { plain } from '../../src/chat/text.js';

/** One call the sender made. `at` is the test's clock, ms. */
export interface Call {
  readonly act: 'post' | 'update' | 'remove' | 'find' | 'direct' | 'download';
  readonly tenant: string;
  readonly conversation: string;
  readonly nonce?: string;
  readonly ref?: string;
  readonly text?: string;
  readonly at: number;
}

/** What becomes of a call: it works, it fails, it works and fails to say so, or it waits for a promise first. */
type Fate = 'works' | SendError | Error | { readonly accepts: SendError } | { readonly after: Promise<unknown> };

interface Shown {
  readonly ref: string;
  readonly conversation: string;
  readonly nonce: string;
  text: string;
}

/** A platform in memory that does what the test says and shows what people would see. */
export interface ScriptedPlatform extends Platform {
  readonly calls: Call[];
  readonly shown: Shown[];
  /** Decides over each call; undefined is `works`. */
  fate: (call: Call) => Fate | undefined;
  /** What people read in a conversation now, oldest first. */
  texts(conversation: string): string[];
  /** Somebody deletes a message. */
  deletes(ref: string): void;
}

export function scriptedPlatform(of: {
  readonly clock: () => Date;
  readonly name?: string;
  readonly pace?: Pace;
  readonly mayLook?: boolean;
}): ScriptedPlatform {
  const { clock, name = 'slack', pace = { everyMs: 0, burst: 1 }, mayLook = true } = of;
  let made = 0;
  const platform: ScriptedPlatform = {
    name,
    pace,
    routes: [],
    calls: [],
    shown: [],
    fate: () => undefined,
    texts: (conversation) => platform.shown.filter((one) => one.conversation === conversation).map(({ text }) => text),
    deletes: (ref) => take(ref),
    start: async () => undefined,
    stop: async () => undefined,
    post: (to, reply, nonce) =>
      act({ act: 'post', ...said(to, reply), nonce }, () => {
        made += 1;
        const ref = `m${made}`;
        platform.shown.push({ ref, conversation: to.conversation, nonce, text: plain(reply.text) });
        return ref;
      }),
    update: (to, ref, reply) =>
      act({ act: 'update', ...said(to, reply), ref }, () => {
        mustBe(ref).text = plain(reply.text);
      }),
    remove: (to, ref) => act({ act: 'remove', ...at(to), ref }, () => take(mustBe(ref).ref)),
    find: (to, nonce) =>
      act({ act: 'find', ...at(to), nonce }, () => {
        if (!mayLook) return 'cannot_tell';
        const found = platform.shown.find((one) => one.conversation === to.conversation && one.nonce === nonce);
        return found ? { messageId: found.ref } : 'absent';
      }),
    profile: () => Promise.reject(new SendError('refused', 'not_scripted')),
    members: () => Promise.reject(new SendError('refused', 'not_scripted')),
    download: (tenant, file) =>
      act({ act: 'download', tenant, conversation: file }, () => Buffer.from(`what is in ${file}`)),
    direct: (tenant, person) => act({ act: 'direct', tenant, conversation: `D-${person}` }, () => `D-${person}`),
    threadUnder: (conversation, messageId) => `${conversation}:${messageId}`,
  };

  async function act<T>(given: Omit<Call, 'at'>, effect: () => T): Promise<T> {
    const call: Call = { ...given, at: clock().getTime() };
    platform.calls.push(call);
    const fate = platform.fate(call) ?? 'works';
    if (fate instanceof Error) throw fate;
    if (typeof fate === 'object' && 'after' in fate) await fate.after;
    const result = effect();
    if (typeof fate === 'object' && 'accepts' in fate) throw fate.accepts;
    return result;
  }

  const at = (to: Address) => ({ tenant: to.tenant, conversation: to.conversation });
  const said = (to: Address, reply: Reply) => ({ ...at(to), text: plain(reply.text) });

  function mustBe(ref: string): Shown {
    const found = platform.shown.find((one) => one.ref === ref);
    if (!found) throw new SendError('message_gone', 'message_not_found');
    return found;
  }

  function take(ref: string): void {
    const index = platform.shown.findIndex((one) => one.ref === ref);
    if (index >= 0) platform.shown.splice(index, 1);
  }

  return platform;
}

/** A failure with a reason of its own. */
export function fails(failure: SendFailure, retryAfterMs?: number): SendError {
  return new SendError(failure, `scripted_${failure}`, retryAfterMs);
}
