import type { Form } from '../../src/chat/form.js';
import type { Asked, Told } from '../../src/chat/inbound.js';
import type { Address, Answer } from '../../src/chat/outbound.js';
import type { Intake, Platform, Receipt } from '../../src/chat/platform.js';

/** A message of the desk as somebody reads it. */
export interface Shown {
  readonly id: string;
  /** Every word, labels of buttons left out. */
  readonly text: string;
  /** What a notification or a screen that shows no cards says. */
  readonly fallback: string;
  readonly buttons: readonly string[];
  /** Everything that is more than letters: whom it mentions, where it links to. */
  readonly live: readonly string[];
}

/** A place where a person writes and reads. */
export interface Spot {
  /** Writes as a person; resolves when the desk was told. */
  says(text: string): Promise<{ readonly messageId: string }>;
  /** The desk's messages there, oldest first. */
  shown(): Promise<readonly Shown[]>;
}

/** A chat platform with people on it and a scripted desk behind it: what the contract is put to. */
export interface ChatDriver {
  readonly platform: Platform;
  readonly tenant: string;
  /** The person who writes, reads and presses. */
  readonly personId: string;
  readonly intake: ScriptedIntake;
  /** Whether a post can be looked for afterwards; a platform that cannot says so, and never guesses. */
  readonly canLookBack: boolean;
  readonly direct: Spot;
  /** A thread under a message of a channel the person is in. */
  readonly thread: Spot;
  /** The channel the thread hangs in, and the message it hangs under. */
  readonly root: { readonly channel: Address; readonly messageId: string };
  edits(messageId: string, text: string): Promise<void>;
  deletes(messageId: string): Promise<void>;
  /** Delivers the last thing that was told once more, as the platform does when it got no answer. */
  redelivers(): Promise<void>;
  /** Presses the button of a message in the direct conversation; resolves when it was answered. */
  presses(messageId: string, label: string): Promise<void>;
  /** The form that is open, if any: title and fields by label, with what stands in them. */
  form(): { readonly title: string; readonly fields: Readonly<Record<string, string>> } | undefined;
  /** Changes fields of the open form by their labels, choices by theirs, and sends it. */
  submits(form: Form, answers: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** An intake that keeps what it was given and answers by script. */
export interface ScriptedIntake extends Intake {
  readonly told: Told[];
  readonly asked: Asked[];
  answer: Answer;
}

export function scriptedIntake(): ScriptedIntake {
  const told: Told[] = [];
  const asked: Asked[] = [];
  return {
    told,
    asked,
    answer: { kind: 'done' },
    async tell(one): Promise<Receipt> {
      told.push(one);
      return 'stored';
    },
    async ask(one) {
      asked.push(one);
      return this.answer;
    },
  };
}
