/**
 * What is known in a session, by question id or fact: `device` (which one), `device.os` (windows, macos, linux, ios,
 * android), and one entry for each question answered or thing heard. `unknown` means asked and not known.
 */
export type Facts = Readonly<Record<string, string>>;

/** The answer of somebody who does not know: the question is not asked again, and no branch follows from it. */
export const UNKNOWN = 'unknown';

/** A device as questions need it. `os` is whatever the inventory says, such as "Windows 11 23H2". */
export interface KnownDevice {
  readonly id: string;
  readonly label: string;
  readonly os?: string | null;
  /** What else people call it: host name, label, tag, model. */
  readonly names?: readonly string[];
}

/** What the session's collected_json keeps of them. */
export interface StoredFacts {
  readonly device?: string | undefined;
  readonly os?: string | undefined;
  readonly answers?: Readonly<Record<string, string>> | undefined;
}

/** The facts that a session has stored. */
export function fromStored({ device, os, answers }: StoredFacts): Facts {
  return { ...answers, ...(device && { device }), ...(os && { 'device.os': os }) };
}

/** The facts as a session stores them: device and system by themselves, the rest as answers. */
export function toStored({ device, 'device.os': os, ...answers }: Facts): StoredFacts {
  return { ...(device && { device }), ...(os && { os }), answers };
}
