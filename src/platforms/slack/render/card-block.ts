import type { CardRef } from '../../../chat/inbound.js';

const form = /^card:(.{1,200}):(\d{1,9}):\d{1,3}$/;

/** The id of the n-th block of buttons on a card: it comes back with the press and says which card, how old. */
export function cardBlock({ id, version }: CardRef, n: number): string {
  return `card:${id}:${version}:${n}`;
}

/** Reads back what `cardBlock` wrote; undefined for any other block. */
export function readCardBlock(blockId: string): CardRef | undefined {
  const match = form.exec(blockId);
  return match?.[1] === undefined ? undefined : { id: match[1], version: Number(match[2]) };
}
