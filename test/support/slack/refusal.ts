/** A refusal in Slack's own words: `error` is the code the real Web API answers with. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly error: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(error);
  }
}

/** A refusal that says where the arguments are wrong, one line a fault, as Slack puts it in `response_metadata`. */
export function refusalAt(error: string, messages: readonly string[]): Refusal {
  return new Refusal(error, { response_metadata: { messages } });
}
