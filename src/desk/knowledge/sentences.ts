/** A text in sentences and list items, in order, without blank ones. */
export function sentences(text: string): string[] {
  return text
    .split(BOUNDARY)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

const BOUNDARY = /\n+|(?<=[.!?])\s+(?=[\p{Lu}\d"“])/u;
