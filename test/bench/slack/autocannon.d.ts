/** As much of autocannon as the bench uses. */
declare module 'autocannon' {
  export interface Client {
    setRequests(requests: readonly { method: string; headers: Record<string, string>; body: string }[]): void;
  }
  export interface Result {
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly latency: { readonly p50: number; readonly p99: number };
  }
  export default function autocannon(options: {
    readonly url: string;
    readonly connections: number;
    readonly amount: number;
    readonly timeout: number;
    readonly setupClient: (client: Client) => void;
  }): PromiseLike<Result>;
}
