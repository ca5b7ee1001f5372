import { IANAZone } from 'luxon';
import { unknownZone } from './local-time.js';
import { isTimeZone } from './time-zone.js';

/** A stretch of time, epoch ms with the end left out, in which a zone's clocks differ from UTC by `offset` ms. */
export interface OffsetSpan {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/**
 * The stretches of constant UTC offset that cover [from, until) without a hole, in order; throws `zone.unknown`.
 * Inside one of them wall clock = UTC + offset, so arithmetic on wall clocks is exact there.
 */
export function* offsetSpans(zone: string, from: number, until: number): Generator<OffsetSpan> {
  for (let block = Math.floor(from / BLOCK); block * BLOCK < until; block++) {
    for (const span of blockSpans(zone, block)) {
      if (span.until > from && span.from < until) {
        yield { from: Math.max(span.from, from), until: Math.min(span.until, until), offset: span.offset };
      }
    }
  }
}

// Since 1970 no zone of the IANA database changes twice within six days, so a look every three days misses no change.
const PROBE = 3 * 86_400_000;
const BLOCK = 120 * PROBE;
const MOST_BLOCKS = 5_000;
const known = new Map<string, readonly OffsetSpan[]>();

function blockSpans(zone: string, block: number): readonly OffsetSpan[] {
  const key = `${zone} ${block}`;
  const found = known.get(key);
  if (found) return found;
  const spans = findSpans(zone, block * BLOCK);
  if (known.size >= MOST_BLOCKS) known.clear();
  known.set(key, spans);
  return spans;
}

function findSpans(zone: string, start: number): readonly OffsetSpan[] {
  if (!isTimeZone(zone)) throw unknownZone(zone);
  const iana = IANAZone.create(zone);
  const offsetAt = (at: number) => Math.round(iana.offset(at) * 60_000);
  const spans: OffsetSpan[] = [];
  let from = start;
  let offset = offsetAt(start);
  for (let at = start + PROBE; at <= start + BLOCK; at += PROBE) {
    if (offsetAt(at) === offset) continue;
    const change = firstDifferent(at - PROBE, at, (instant) => offsetAt(instant) !== offset);
    spans.push({ from, until: change, offset });
    from = change;
    offset = offsetAt(change);
  }
  if (from < start + BLOCK) spans.push({ from, until: start + BLOCK, offset });
  return spans;
}

/** The first whole second in (low, high] for which `isDifferent` holds; changes fall on whole seconds. */
function firstDifferent(low: number, high: number, isDifferent: (at: number) => boolean): number {
  let before = low / 1000;
  let after = high / 1000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isDifferent(middle * 1000)) after = middle;
    else before = middle;
  }
  return after * 1000;
}
