import { type FleetList, fleetLists } from '../../../models/digests/digest-fleet.js';
import { type TalkList, talkLists } from '../../../models/digests/digest-talks.js';
import {
  ABOUT_LENGTH,
  type About,
  aboutKinds,
  type PeriodList,
  periodLists,
  type StateList,
  stateLists,
} from '../../../models/digests/digest-tickets.js';
import type { Period } from '../../rules/digest-due.js';

/** Every list behind a number of a digest. */
const digestLists = [...stateLists, ...periodLists, ...talkLists, ...fleetLists] as const;
export type DigestList = StateList | PeriodList | TalkList | FleetList;

/** Which part of which list a button means. What somebody may see of it is looked up when they press. */
export interface ListRequest {
  readonly list: DigestList;
  readonly deptId: number | undefined;
  /** For lists of what happened; of what is at risk, from a digest to the next. */
  readonly period?: Period | undefined;
  readonly page: number;
  /** Only tickets of one category, device, model or article. */
  readonly about?: About;
}

/** The request as a button carries it. */
export function listSubject({ list, deptId, period, page, about }: ListRequest): string {
  const seconds = (at: Date | undefined) => (at ? Math.floor(at.getTime() / 1000).toString(36) : '');
  const parts = [list, deptId ?? '', seconds(period?.from), seconds(period?.to), page];
  return [...parts, ...(about ? [about.kind, encodeURIComponent(beginning(about.name))] : [])].join('/');
}

/** Reads it back; undefined for what no button of ours says. */
export function readListSubject(subject: string): ListRequest | undefined {
  const match =
    /^(\w{1,20})\/(\d{0,9})\/([0-9a-z]{0,8})\/([0-9a-z]{0,8})\/(\d{1,4})(?:\/(\w+)\/([\w%.~!*'()-]*))?$/.exec(subject);
  const [, name, dept, from, to, page, kind, about] = match ?? [];
  const list = digestLists.find((one) => one === name);
  if (list === undefined) return undefined;
  const at = (text: string | undefined) => new Date(Number.parseInt(text || '0', 36) * 1000);
  const aboutKind = aboutKinds.find((one) => one === kind);
  const isPeriod = from !== '' && to !== '';
  if (!isPeriod && !hasNoPeriod(list)) return undefined;
  return {
    list,
    deptId: dept ? Number(dept) : undefined,
    ...(isPeriod && { period: { from: at(from), to: at(to) } }),
    page: Number(page),
    ...(aboutKind && { about: { kind: aboutKind, name: decoded(about) } }),
  };
}

function hasNoPeriod(list: DigestList): boolean {
  return ([...stateLists, ...fleetLists] as readonly string[]).includes(list);
}

function beginning(name: string): string {
  return [...name.toWellFormed()].slice(0, ABOUT_LENGTH).join('');
}

function decoded(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
