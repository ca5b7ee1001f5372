/** What was read for a turn is no longer true: the turn is taken again, or the press is told that it came late. */
export class MovedOn extends Error {
  override readonly name = 'MovedOn';
}
