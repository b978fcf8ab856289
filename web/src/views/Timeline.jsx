// Counts by quad class and the mean score with its band; where nothing was read is hatched.
import { useApi } from '../lib/api.js';
import { setParams, link } from '../lib/route.js';
import { number } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, Scroll } from '../parts/Bits.jsx';
import { Bars, Band, QuadLegend } from '../parts/Chart.jsx';
import { Tension } from '../parts/Tension.jsx';

const names = ['since', 'until', 'by', 'actor', 'recipient', 'event', 'country', 'status', 'source', 'text'];
const finer = { year: 'month', month: 'week', week: 'day', day: 'day' };

// First and last day of a period as it is named: 2022, 2022-01, 2022-W03, 2022-01-11.
export function edge(period, last) {
  if (/^\d{4}$/.test(period)) return last ? `${period}-12-31` : `${period}-01-01`;
  if (/^\d{4}-\d{2}$/.test(period)) return last ? new Date(Date.UTC(+period.slice(0, 4), +period.slice(5), 0)).toISOString().slice(0, 10) : `${period}-01`;
  const week = /^(\d{4})-W(\d{2})$/.exec(period);
  if (!week) return period;
  const fourth = new Date(Date.UTC(+week[1], 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 864e5 + (+week[2] - 1) * 7 * 864e5;
  return new Date(monday + (last ? 6 : 0) * 864e5).toISOString().slice(0, 10);
}

// Texts tell of years long before and after those that were read: without a period chosen, only what was read is shown.
function shown(items, whole) {
  const first = items.findIndex((d) => d.covered);
  const last = items.length - 1 - [...items].reverse().findIndex((d) => d.covered);
  return whole || first < 0 ? items : items.slice(first, last + 1);
}

export function Timeline({ route }) {
  const params = { by: 'month', ...picked(route, names) };
  const series = useApi('series', params);
  const zoom = (a, b, one) => (one && params.by === 'day' ? (location.hash = link('events', [], { ...picked(route, names), by: '', since: a, until: a }))
    : setParams(route, { since: edge(a, false), until: edge(b, true), by: finer[params.by] }));
  return (
    <>
      <h1>Timeline</h1>
      <Filters route={route} names={names} />
      <Strip path="series" params={params} command={commandOf(`query --group ${params.by}`, params)} downloads={['csv', 'jsonl']} />
      <State of={series} empty={(d) => !d.items.length}>{(all) => {
        const d = { items: shown(all.items, params.since || params.until) };
        const outside = all.items.reduce((n, x) => n + x.events, 0) - d.items.reduce((n, x) => n + x.events, 0);
        return (
        <>
          <h2>Events by {params.by}</h2>
          <Bars items={d.items} label={`events by ${params.by}, stacked by quad class`} onPick={zoom} />
          <QuadLegend />
          <p class="hint">Drag over bars to zoom in; a click on a day opens its events. {outside > 0 && `${number(outside)} events are told of days outside what was read: choose a period to see them. `}{(params.since || params.until) && <button type="button" onClick={() => setParams(route, { since: '', until: '', by: '' })}>All the time</button>}</p>
          <h2>Mean score with its band</h2>
          <Band items={d.items} value={(x) => x.event_scale} low={(x) => x.low} high={(x) => x.high} label="mean PLOVER score with 95 % band" onPick={zoom} />
          <details><summary>The same as a table</summary>
            <Scroll><table><thead><tr><th scope="col">Period</th><th scope="col" class="num">Events</th><th scope="col" class="num">Coop. verbal</th><th scope="col" class="num">Coop. material</th><th scope="col" class="num">Conflict verbal</th><th scope="col" class="num">Conflict material</th><th scope="col" class="num">Articles</th></tr></thead>
              <tbody>{d.items.map((x) => <tr key={x.period}><th scope="row">{x.period}</th><td class="num">{x.covered ? number(x.events) : 'not read'}</td>{[0, 1, 2, 3].map((q) => <td key={q} class="num">{number(x.quad[q])}</td>)}<td class="num">{number(x.documents)}</td></tr>)}</tbody></table></Scroll>
          </details>
        </>);
      }}</State>
      <Tension actor={/^[A-Z]{3}$/.test(params.actor || '') ? params.actor : ''} recipient={/^[A-Z]{3}$/.test(params.recipient || '') && /^[A-Z]{3}$/.test(params.actor || '') ? params.recipient : ''} since={params.since} until={params.until} />
    </>
  );
}
