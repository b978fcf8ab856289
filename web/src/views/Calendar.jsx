// Talks held, ahead, cancelled and proposed, by month; as .ics for one's own calendar.
import { useApi } from '../lib/api.js';
import { number } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, MeetingLine } from '../parts/Bits.jsx';

const names = ['since', 'until', 'actor', 'country', 'meeting', 'source', 'text'];

export function Calendar({ route, coverage }) {
  const params = picked(route, names);
  const of = useApi('meetings', { ...params, limit: 300, order: 'new' });
  const newest = coverage?.newest || '9999';
  return (
    <>
      <h1>Calendar</h1>
      <Filters route={route} names={names} />
      <Strip path="meetings" params={params} command={commandOf('query --list meetings', params)} downloads={['ics', 'csv', 'jsonl']} />
      <State of={of} empty={(d) => !d.items.length}>{(d) => {
        const dated = d.items.filter((m) => m.date);
        const ahead = dated.filter((m) => m.date > newest && m.status !== 'held').sort((a, b) => (a.date < b.date ? -1 : 1));
        const past = dated.filter((m) => !ahead.includes(m)).sort((a, b) => (a.date > b.date ? -1 : 1));
        const months = [...new Set(past.map((m) => m.date.slice(0, 7)))];
        return (
          <>
            <section aria-labelledby="ahead"><h2 id="ahead">Ahead of the newest article, {newest}</h2>{ahead.length ? <ul class="lines">{ahead.map((m) => <MeetingLine key={m.id} m={m} />)}</ul> : <p class="empty">None that was told.</p>}</section>
            {months.map((month) => <section key={month} aria-label={month}><h2>{month}</h2><ul class="lines">{past.filter((m) => m.date.startsWith(month)).map((m) => <MeetingLine key={m.id} m={m} />)}</ul></section>)}
            {d.items.length > dated.length && <section aria-labelledby="undated"><h2 id="undated">Without a day</h2><ul class="lines">{d.items.filter((m) => !m.date).map((m) => <MeetingLine key={m.id} m={m} />)}</ul></section>}
            {d.truncated && <p class="more">{number(d.returned)} of {number(d.total)}; the download has all.</p>}
          </>
        );
      }}</State>
    </>
  );
}
