// Where it comes from, and whether it still comes.
import { useApi } from '../lib/api.js';
import { link } from '../lib/route.js';
import { number, plural } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip } from '../parts/Strip.jsx';
import { State, Scroll, Said } from '../parts/Bits.jsx';

export function Sources({ route, coverage }) {
  const params = picked(route, ['since', 'until']);
  const of = useApi('sources', { ...params, limit: 300 });
  return (
    <>
      <h1>Sources</h1>
      <Filters route={route} names={['since', 'until']} />
      <Strip path="sources" params={params} command="casus sql 'SELECT outlet, count(*) FROM documents GROUP BY outlet'" downloads={['csv', 'jsonl']} />
      <State of={of} empty={(d) => !d.items.length}>{(d) => (
        <Scroll><table><caption>Outlets by number of articles</caption><thead><tr><th scope="col">Outlet</th><th scope="col" class="num">Articles</th><th scope="col" class="num">Copies</th><th scope="col" class="num">Words</th><th scope="col" class="num">Events</th><th scope="col">First</th><th scope="col">Last</th><th scope="col" class="num">Silent</th></tr></thead>
          <tbody>{d.items.map((s) => <tr key={s.outlet}><th scope="row"><a href={link('events', [], { source: s.outlet })}><Said>{s.outlet || 'not told'}</Said></a></th><td class="num">{number(s.documents)}</td><td class="num">{number(s.copies)}</td><td class="num">{number(s.words)}</td><td class="num">{number(s.events)}</td><td class="day">{s.first}</td><td class="day">{s.last}</td><td class="num">{s.days_silent === null ? '–' : plural(s.days_silent, 'day')}</td></tr>)}</tbody></table></Scroll>)}
      </State>
      {coverage && (
        <section aria-labelledby="health"><h2 id="health">Feeds</h2>
          {coverage.feeds.length ? <Scroll><table><thead><tr><th scope="col">Feed</th><th scope="col">Asked next</th><th scope="col" class="num">Failures</th><th scope="col">Last message</th></tr></thead><tbody>{coverage.feeds.map((f) => <tr key={f.url}><th scope="row"><Said>{f.url}</Said></th><td class="day">{f.next}</td><td class="num">{number(f.failures)}</td><td><Said>{f.message}</Said></td></tr>)}</tbody></table></Scroll> : <p class="empty">No feed is watched: <code>casus watch --db STORE feeds.opml</code></p>}
          <h2>What became of each sentence</h2>
          <Scroll><table><tbody>{coverage.verdicts.map((v) => <tr key={v.verdict}><th scope="row">{v.verdict}</th><td class="num">{number(v.sentences)}</td><td>{v.meaning}</td></tr>)}</tbody></table></Scroll>
        </section>)}
    </>
  );
}
