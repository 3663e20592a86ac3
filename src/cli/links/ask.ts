/** What another host says about an address. */
export type Answer =
  | { readonly kind: 'there' }
  /** It answers that there is nothing, or not at all. */
  | { readonly kind: 'gone'; readonly why: string }
  /** It answers, and does not say: it wants a login, refuses programs, or has too much to do. */
  | { readonly kind: 'unclear'; readonly why: string };

/** What asking needs of the system; tests bring their own. */
export interface Network {
  readonly fetch: typeof globalThis.fetch;
  wait(milliseconds: number): Promise<void>;
}

/** Milliseconds until an address counts as one that does not answer. */
const patience = 20_000;
/** Milliseconds before each further attempt. */
const pauses = [1_000, 5_000];
const atOnce = 6;

/** Asks for addresses: several hosts at the same time, and each host for one after the other. */
export async function askAll(
  addresses: Iterable<string>,
  network: Network,
  told: (address: string, answer: Answer) => void,
): Promise<void> {
  const byHost = Map.groupBy(addresses, (address) => new URL(address).host);
  const hosts = byHost.values();
  const worker = async (): Promise<void> => {
    for (const own of hosts) for (const address of own) told(address, await ask(address, network));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function ask(address: string, network: Network): Promise<Answer> {
  let last: Answer = { kind: 'gone', why: 'does not answer' };
  for (const pause of [0, ...pauses]) {
    if (pause > 0) await network.wait(pause);
    last = (await answerOf(address, 'HEAD', network)) ?? (await answerOf(address, 'GET', network)) ?? last;
    if (last.kind === 'there' || !isPassing(last)) return last;
  }
  return last;
}

/** Another attempt may have another result. */
const isPassing = ({ why }: Exclude<Answer, { kind: 'there' }>): boolean =>
  /\b(?:429|5\d\d)\b|does not answer/.test(why);

/** Undefined for a refused `HEAD`, which many hosts do not know. */
async function answerOf(address: string, method: 'HEAD' | 'GET', { fetch }: Network): Promise<Answer | undefined> {
  try {
    const response = await fetch(address, { method, signal: AbortSignal.timeout(patience) });
    await response.body?.cancel();
    const { ok, status } = response;
    if (ok) return { kind: 'there' };
    if (method === 'HEAD') return undefined;
    return status === 404 || status === 410
      ? { kind: 'gone', why: `is gone (${status})` }
      : { kind: 'unclear', why: `answers with ${status}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: 'gone', why: `does not answer: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}
