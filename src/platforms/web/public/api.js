const pauses = [400, 1200];

/** A request the desk turned down or did not get; the message is meant for the person. */
export class ApiError extends Error {}

/** Fetches what the page starts with. */
export async function getState() {
  return read(await reach('/playground/state', {}));
}

/** Sends something a person did. Tries again when the connection breaks: its nonce makes that safe. */
export async function post(action, body) {
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return read(await reach(`/playground/${action}`, options));
}

async function reach(path, options, attempt = 0) {
  try {
    return await fetch(path, options);
  } catch {
    if (attempt === pauses.length) throw new ApiError('The desk cannot be reached. Please try again in a moment.');
    await new Promise((resume) => setTimeout(resume, pauses[attempt]));
    return reach(path, options, attempt + 1);
  }
}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(body.error ?? 'That did not work. Please try again.');
  return body;
}
