// One way to ask the server. Answers are kept until the route changes; errors are the server's own words.
import { useEffect, useState } from 'preact/hooks';

export function apiUrl(path, params = {}) {
  const q = new URLSearchParams(Object.entries(params).filter(([, v]) => v !== '' && v !== undefined && v !== null)).toString();
  return `/api/v1/${path}${q ? '?' + q : ''}`;
}

export async function ask(url, options) {
  const answer = await fetch(url, options);
  const type = answer.headers.get('content-type') || '';
  const body = type.includes('json') ? await answer.json() : await answer.text();
  if (!answer.ok) {
    const e = body && body.error;
    throw Object.assign(new Error(e ? `${e.message}${e.field ? ` (${e.field})` : ''}` : `The server answered ${answer.status}.`), { status: answer.status });
  }
  return body;
}

// { data, error, loading }. While a new answer is on its way the old one stays, so that nothing jumps.
export function useApi(path, params = {}, when = true) {
  const url = when ? apiUrl(path, params) : '';
  const [state, setState] = useState({ loading: when });
  useEffect(() => {
    if (!url) { setState({}); return undefined; }
    const stop = new AbortController();
    setState((s) => ({ data: s.data, loading: true }));
    ask(url, { signal: stop.signal }).then((data) => setState({ data, url }), (error) => error.name !== 'AbortError' && setState({ error }));
    return () => stop.abort();
  }, [url]);
  return state;
}
