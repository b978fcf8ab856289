// Query and export: every filter, how many rows, a look at them, and the whole as a file.
import { useEffect, useState } from 'preact/hooks';
import { ask, apiUrl, useApi } from '../lib/api.js';
import { number } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, EventTable } from '../parts/Bits.jsx';

const names = ['since', 'until', 'actor', 'recipient', 'country', 'event', 'status', 'place', 'source', 'text'];

export function Events({ route }) {
  const params = picked(route, names);
  const of = useApi('events', { ...params, limit: 50 });
  const [more, setMore] = useState({ items: [], next: undefined });
  const [error, setError] = useState('');
  useEffect(() => { setMore({ items: [], next: undefined }); setError(''); }, [of.url]);
  const load = async (next) => {
    try {
      const d = await ask(apiUrl('events', { ...params, limit: 50, next }));
      setMore((m) => ({ items: [...m.items, ...d.items], next: d.next }));
    } catch (e) { setError(e.message); }
  };
  return (
    <>
      <h1>Events</h1>
      <Filters route={route} names={names} />
      <Strip path="events" params={params} command={commandOf('query --list events', params)} downloads={['csv', 'jsonl', 'geojson']} />
      <State of={of} empty={(d) => !d.items.length}>{(d) => {
        const items = [...d.items, ...more.items];
        const next = more.next === undefined ? d.next : more.next;
        return (
          <>
            <p class="lead" role="status">{number(d.total)} rows; {number(items.length)} are shown, a download has all.</p>
            <EventTable items={items} caption="Events, the newest first" />
            {error && <p class="fail" role="alert">{error}</p>}
            {next && <p class="more"><button type="button" onClick={() => load(next)}>Show more</button></p>}
          </>
        );
      }}</State>
    </>
  );
}
