// The daemon's HTTP API as this page uses it. Addresses are relative, so that the page also works below a path of a proxy.

const base = new URL('api/v1/', document.baseURI);

/** What went wrong: `kind` is `token`, `forbidden`, `gone` (no answer), `failed` (an answer, but not a good one). */
export class ApiError extends Error {
  constructor(kind, message) { super(message); this.kind = kind; }
}

async function get(path, parameters, signal) {
  const address = new URL(path, base);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') address.searchParams.set(name, value);
  let response;
  try {
    response = await fetch(address, { signal, cache: 'no-store', headers: { accept: 'application/json' } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('gone', 'no answer');
  }
  if (response.status === 401) throw new ApiError('token', 'a token is needed');
  if (response.status === 403) throw new ApiError('forbidden', 'not allowed');
  if (!response.ok) throw new ApiError('failed', `status ${response.status}`);
  try { return await response.json(); } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('failed', 'the answer is not JSON');
  }
}

/** `at` in seconds since 1970; 0 is now. */
export const topology = (at, signal) => get('topology', { buckets: true, at: at || undefined }, signal);
export const history = (node, signal) => get('history', { node }, signal);
export const status = signal => get('status', {}, signal);

/** Requests of a node as they end; close() ends it. */
export function requestStream(node, onRequest, onError) {
  const address = new URL('requests/stream', base);
  address.searchParams.set('node', node);
  const source = new EventSource(address);
  source.onmessage = event => {
    try { onRequest(JSON.parse(event.data)); } catch { /* A broken line is no reason to stop. */ }
  };
  source.onerror = () => onError(source.readyState === EventSource.CLOSED);
  return source;
}
