/** Whether a desk's health says that it has reached these platforms; before it has asked them nothing is wrong, either. */
export async function hasReached({ url }: { readonly url: string }, ...names: readonly string[]): Promise<boolean> {
  const { checks } = (await (await fetch(`${url}/healthz`)).json()) as Health;
  return names.every((name) => checks.some((check) => check.name === name && check.isWell && check.note === undefined));
}

interface Health {
  readonly checks: readonly { readonly name: string; readonly isWell: boolean; readonly note?: string }[];
}
