/** One part of a message that can be shown in less room, saying what it left out. */
export interface Piece<Block> {
  /** Blocks of at most `bytes`; all of it for Infinity. May need a little more than a very small `bytes`. */
  render(bytes: number): Block[];
}

/** Bytes of blocks as they are sent. */
export function sizeOf(blocks: readonly unknown[]): number {
  return Buffer.byteLength(JSON.stringify(blocks));
}

/** Whether blocks fit; what may be of any size is not measured. */
export function fitsIn(blocks: readonly unknown[], bytes: number): boolean {
  return bytes === Number.POSITIVE_INFINITY || sizeOf(blocks) <= bytes;
}

/**
 * The blocks of all pieces, whole where they fit, and else as `share` makes them; a share too small for even one word of
 * a piece is overdrawn, and a tighter measure makes up for it.
 */
export function fitWithin<Block>(pieces: readonly Piece<Block>[], bytes: number): Block[] {
  const whole = pieces.map((piece) => piece.render(Number.POSITIVE_INFINITY));
  let blocks = whole.flat();
  let room = bytes;
  for (let round = 0; round < 6 && sizeOf(blocks) > bytes; round += 1) {
    blocks = share(pieces, whole, room);
    room = Math.floor(room * 0.8);
  }
  return blocks;
}

/**
 * Shares the room among the pieces: what is small stays whole, what is large shares what is left. A long report so
 * never costs the facts below it.
 */
function share<Block>(pieces: readonly Piece<Block>[], whole: readonly Block[][], bytes: number): Block[] {
  const sizes = whole.map(sizeOf);
  const order = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size);
  const shares = new Map<number, number>();
  let left = bytes;
  order.forEach(({ size, index }, rank) => {
    const share = Math.min(size, Math.floor(left / (order.length - rank)));
    shares.set(index, share);
    left -= share;
  });
  return pieces.flatMap((piece, index) => {
    const share = shares.get(index) ?? 0;
    return share >= (sizes[index] ?? 0) ? (whole[index] ?? []) : piece.render(share);
  });
}

/** The largest n in 0..max for which `fits` holds, given that it holds for every smaller one. */
export function largest(max: number, fits: (n: number) => boolean): number {
  let low = 0;
  let high = max;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
