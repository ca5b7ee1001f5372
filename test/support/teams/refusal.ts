/** What the connector refuses, with its status and the code in its body. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail = '',
  ) {
    super(`${status} ${code} ${detail}`);
  }
}
