// One actor: its offices by date, relations, positions, red lines, meetings and the figures it claimed.
import { useApi } from '../lib/api.js';
import { link } from '../lib/route.js';
import { countryName, decimal, number, share } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, Scroll, Evidence, MeetingLine, Said } from '../parts/Bits.jsx';
import { Bars, QuadLegend } from '../parts/Chart.jsx';
import { FigureTable } from './Figures.jsx';

export function Actors({ route }) {
  const names = ['since', 'until', 'actor', 'recipient', 'event', 'country', 'status'];
  const params = picked(route, names);
  const of = useApi('actors', { ...params, limit: 200 });
  return (
    <>
      <h1>Actors</h1>
      <Filters route={route} names={names} />
      <Strip path="actors" params={params} command={commandOf('query --group actor', params)} downloads={['csv', 'jsonl']} />
      <State of={of} empty={(d) => !d.items.length}>{(d) => (
        <>
          <Scroll><table><caption>Most active first</caption><thead><tr><th scope="col">Actor</th><th scope="col">Sector</th><th scope="col" class="num">Acts</th><th scope="col" class="num">Acted on</th><th scope="col" class="num">Scale</th><th scope="col" class="num">Conflict</th><th scope="col">First</th><th scope="col">Last</th></tr></thead>
            <tbody>{d.items.map((x) => <tr key={x.code}><th scope="row"><a href={link('actor', [x.code])}>{countryName(x.country) || x.code}</a></th><td>{x.sector}</td><td class="num">{number(x.as_actor)}</td><td class="num">{number(x.as_recipient)}</td><td class="num">{decimal(x.event_scale)}</td><td class="num">{share(x.conflict_percent)}</td><td class="day">{x.first}</td><td class="day">{x.last}</td></tr>)}</tbody></table></Scroll>
          {d.truncated && <p class="more">The first {number(d.returned)} of {number(d.total)}; the download has all.</p>}
        </>)}
      </State>
    </>
  );
}

function Position({ p }) {
  return (
    <li class={`card ${p.kind}`}>
      <div class="head"><span class={`tag ${p.kind}`}>{p.kind.replace('_', ' ')}</span> {p.issue && <span class="issue">{p.issue}</span>} {p.stance}</div>
      <p><Said>{p.content}</Said>{p.condition && <span class="condition"> — if: <Said>{p.condition}</Said></span>}</p>
      <div class="foot">since {p.since}, last said {p.last}, {number(p.times)} times <Evidence text="where" document={p.document} sentence={p.sentence} /></div>
    </li>
  );
}

export function Actor({ route }) {
  const code = route.parts[0] || '';
  const params = picked(route, ['since', 'until']);
  const of = useApi(`actors/${encodeURIComponent(code)}`, params, code !== '');
  if (!code) return <p class="empty">Name an actor: #/actor/RUS</p>;
  return (
    <>
      <h1>{countryName(code.slice(0, 3))}{code.length > 3 ? ` ${code.slice(3)}` : ''} <span class="code">{code}</span></h1>
      <Filters route={route} names={['since', 'until']} />
      <Strip path={`actors/${code}`} params={params} command={commandOf('query --list events', { ...params, actor: code })} />
      <State of={of}>{(a) => (
        <>
          <p class="lead">Acts in {number(a.counts.as_actor)} events, is acted on in {number(a.counts.as_recipient)}; from {a.counts.first || '–'} to {a.counts.last || '–'}.</p>
          <Bars items={a.series} height={120} label="events by period" /><QuadLegend />
          <div class="columns">
            <section aria-label="relations"><Scroll><table><caption>Relations</caption><thead><tr><th scope="col">With</th><th scope="col" class="num">Acts</th><th scope="col" class="num">Acted on</th><th scope="col" class="num">Scale</th><th scope="col" class="num">Conflict</th></tr></thead>
              <tbody>{a.relations.map((r) => <tr key={r.code}><th scope="row"><a href={link('dyads', [code.slice(0, 3), r.code.slice(0, 3)])}>{countryName(r.code.slice(0, 3))}</a></th><td class="num">{number(r.as_actor)}</td><td class="num">{number(r.as_recipient)}</td><td class="num">{decimal(r.event_scale)}</td><td class="num">{share(r.conflict_percent)}</td></tr>)}</tbody></table></Scroll></section>
            <section aria-label="names and offices">
              <h2>Who it was</h2><ul class="inline">{a.names.map((n) => <li key={n.name + n.code}><Said>{n.name}</Said> <span class="code">{n.code}</span> {number(n.events)}</li>)}</ul>
              {a.roles.length > 0 && <details><summary>Offices by date ({number(a.roles.length)})</summary><Scroll><table><tbody>{a.roles.map((t, i) => <tr key={i}><th scope="row"><Said>{t.name}</Said></th><td>{t.title || t.kind}</td><td class="day">{t.from || '…'} to {t.until || '…'}</td><td class="code">{t.rule}</td></tr>)}</tbody></table></Scroll></details>}
            </section>
          </div>
          {a.red_lines.length > 0 && <section aria-label="red lines"><h2>Red lines</h2><ul class="cards">{a.red_lines.map((p, i) => <Position key={i} p={p} />)}</ul></section>}
          <section aria-label="positions"><h2>Positions</h2>{a.positions.length ? <ul class="cards">{a.positions.map((p, i) => <Position key={i} p={p} />)}</ul> : <p class="empty">No position was told.</p>}
            {a.positions_total > a.positions.length && <p class="more"><a href={link('statements', [], { actor: code })}>{number(a.positions_total)} in all</a></p>}</section>
          {a.meetings.length > 0 && <section aria-label="meetings"><h2>Meetings</h2><ul class="lines">{a.meetings.map((m) => <MeetingLine key={m.id} m={m} />)}</ul></section>}
          {a.figures.length > 0 && <FigureTable items={a.figures} caption="Figures it claimed" />}
        </>)}
      </State>
    </>
  );
}
