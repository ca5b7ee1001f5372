import { SendError } from '../chat/outbound.js';

/** The call's result; after `ms` it counts as a call nobody knows the outcome of, and what it still does is ignored. */
export async function within<T>(ms: number, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SendError('uncertain', 'no_answer')), ms);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
