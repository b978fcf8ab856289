// What changed since a day; who moves most; which talks are ahead; which red lines stand.
import { useApi } from '../lib/api.js';
import { link } from '../lib/route.js';
import { decimal, number, plural, countryName } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip } from '../parts/Strip.jsx';
import { State, Evidence, MeetingLine, StatementCard, Scroll, Quad } from '../parts/Bits.jsx';
import { kinds } from '../lib/format.js';

const names = ['since', 'until', 'actor', 'country'];

function Line({ l }) {
  return (
    <li>
      <span class="day">{l.day}</span> {l.event_type ? <Quad n={kinds[l.event_type]}>{l.event_type}</Quad> : <span class="tag">{l.kind}</span>}{' '}
      <bdi>{l.text}</bdi>
      <Evidence text={l.sentence_text} document={l.document} sentence={l.sentence} />
    </li>
  );
}

function Movers({ items }) {
  return (
    <Scroll>
      <table><caption>Biggest movers: the last week against 4 and 52 weeks before it</caption>
        <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col" class="num">Events</th><th scope="col" class="num">4 weeks</th><th scope="col" class="num">52 weeks</th><th scope="col" class="num">Scale</th></tr></thead>
        <tbody>{items.map((m) => (
          <tr key={m.actor + m.recipient}>
            <td><a href={link('actor', [m.actor])}>{countryName(m.actor)}</a></td>
            <td><a href={link('dyads', [m.actor, m.recipient])}>{countryName(m.recipient)}</a></td>
            <td class="num">{number(m.events)}</td><td class="num">{m.mean4?.toFixed(1)}</td><td class="num">{m.mean52 === null ? '–' : m.mean52.toFixed(1)}</td><td class="num">{decimal(m.event_scale)}</td>
          </tr>))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Alerts({ params }) {
  const alerts = useApi('alerts', { ...params, limit: 12 });
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">Alerts</h2>
      <State of={alerts} empty={(d) => !d.items.length}>{(d) => (
        <>
          <ul class="lines">{d.items.map((a) => (
            <li key={a.id}><span class="day">{a.day}</span> <span class={`tag ${a.kind}`}>{a.kind}</span> {a.text}
              {a.evidence.slice(0, 2).map((e, i) => <Evidence key={i} text={e.text} document={e.document} sentence={e.sentence} />)}
            </li>))}</ul>
          {d.truncated && <p class="more">{number(d.total)} in all.</p>}
          <p><a href="/api/v1/alerts.atom">as a feed (Atom)</a> · <a href={link('methods')}>how they are made</a></p>
        </>)}
      </State>
    </section>
  );
}

export function Today({ route }) {
  const params = picked(route, names);
  const brief = useApi('brief', params);
  return (
    <>
      <h1>Today</h1>
      <Filters route={route} names={names} />
      <Strip path="brief" params={params} command={`casus alerts --db STORE${params.since ? ` --since ${params.since}` : ''}`} />
      <State of={brief}>{(b) => (
        <>
          <p class="lead">From {b.since} to {b.until}: {plural(b.events, 'event')} and {plural(b.statements, 'statement')} in {plural(b.documents, 'article')}.</p>
          <div class="columns">
            <section aria-labelledby="changed"><h2 id="changed">What changed</h2>
              {b.lines.length ? <ol class="lines">{b.lines.map((l, i) => <Line key={i} l={l} />)}</ol> : <p class="empty">Nothing was told in that time.</p>}
              {b.lines_total > b.lines.length && <p class="more"><a href={link('events', [], { since: b.since, until: b.until })}>{number(b.lines_total)} in all: see the events</a></p>}
            </section>
            <div>
              <Alerts params={params} />
              <section aria-label="movers">{b.movers.length ? <Movers items={b.movers} /> : <p class="empty">No pair moved.</p>}</section>
              <section aria-labelledby="ahead"><h2 id="ahead">Talks ahead of {b.now}</h2>{b.talks.length ? <ul class="lines">{b.talks.map((m) => <MeetingLine key={m.id} m={m} />)}</ul> : <p class="empty">None that was told.</p>}</section>
              <section aria-labelledby="lines"><h2 id="lines">Red lines</h2>
                {b.red_lines.length ? <ul class="cards">{b.red_lines.map((s) => <StatementCard key={s.id} s={s} />)}</ul> : <p class="empty">None that was told.</p>}
                {b.red_lines_total > b.red_lines.length && <p class="more"><a href={link('statements', [], { kind: 'red_line' })}>{number(b.red_lines_total)} in all</a></p>}
              </section>
            </div>
          </div>
        </>)}
      </State>
    </>
  );
}
