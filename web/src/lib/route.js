// The state of every view is in the address: #/dyads/RUS/UKR?since=2022-01-01.
import { useEffect, useState } from 'preact/hooks';

export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map((p) => { try { return decodeURIComponent(p); } catch { return p; } });
  return { view: parts[0] || 'today', parts: parts.slice(1), params: Object.fromEntries(new URLSearchParams(query || '')) };
}

export function link(view, parts = [], params = {}) {
  const path = [view, ...parts].map(encodeURIComponent).join('/');
  const q = new URLSearchParams(Object.entries(params).filter(([, v]) => v !== '' && v !== undefined && v !== null)).toString();
  return `#/${path}${q ? '?' + q : ''}`;
}

export function useRoute() {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => setRoute(parse(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

// Change parameters of the view that is open; empty ones go.
export function setParams(route, changes) {
  location.hash = link(route.view, route.parts, { ...route.params, ...changes });
}
