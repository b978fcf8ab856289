// Who to whom: a matrix, the strongest ties as a network, the list; and for each pair both directions side by side.
import { useMemo } from 'preact/hooks';
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation } from 'd3-force';
import { useApi } from '../lib/api.js';
import { link, setParams } from '../lib/route.js';
import { countryName, decimal, number, share } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, Scroll, EventTable, StatementCard, MeetingLine } from '../parts/Bits.jsx';
import { Bars, QuadLegend } from '../parts/Chart.jsx';
import { Tension } from '../parts/Tension.jsx';

const names = ['since', 'until', 'actor', 'recipient', 'event', 'status', 'source'];
const toneOf = (d) => (d.conflict_percent === null ? 'none' : d.conflict_percent > 66 ? 'hot' : d.conflict_percent > 33 ? 'mixed' : 'calm');

function Matrix({ items }) {
  const weight = {};
  for (const d of items) for (const c of [d.actor, d.recipient]) weight[c] = (weight[c] || 0) + d.events;
  const top = Object.keys(weight).sort((a, b) => weight[b] - weight[a] || (a < b ? -1 : 1)).slice(0, 14);
  const by = Object.fromEntries(items.map((d) => [d.actor + d.recipient, d]));
  return (
    <Scroll><table class="matrix"><caption>Rows act, columns are acted on: events, coloured by their share of conflict</caption>
      <thead><tr><td />{top.map((c) => <th key={c} scope="col"><abbr title={countryName(c)}>{c}</abbr></th>)}</tr></thead>
      <tbody>{top.map((a) => <tr key={a}><th scope="row"><abbr title={countryName(a)}>{a}</abbr></th>{top.map((r) => {
        const d = by[a + r];
        return <td key={r} class={d ? `cell ${toneOf(d)}` : 'cell'}>{d ? <a href={link('dyads', [a, r])} title={`${countryName(a)} to ${countryName(r)}: ${share(d.conflict_percent)} conflict`}>{number(d.events)}</a> : a === r ? '·' : ''}</td>;
      })}</tr>)}</tbody></table></Scroll>
  );
}

function Network({ items }) {
  const { nodes, links } = useMemo(() => {
    const ties = {};
    for (const d of items) {
      const key = [d.actor, d.recipient].sort().join('-');
      ties[key] = ties[key] || { key, source: key.slice(0, 3), target: key.slice(4), events: 0, conflict: 0 };
      ties[key].events += d.events;
      ties[key].conflict += (d.events * (d.conflict_percent ?? 0)) / 100;
    }
    const l = Object.values(ties).filter((t) => t.source !== t.target).sort((a, b) => b.events - a.events).slice(0, 45);
    const n = [...new Set(l.flatMap((t) => [t.source, t.target]))].map((id, i) => ({ id, size: 0, x: 480 + 150 * Math.cos(i), y: 230 + 120 * Math.sin(i) }));
    for (const t of l) for (const x of n) if (x.id === t.source || x.id === t.target) x.size += t.events;
    const sim = forceSimulation(n).force('link', forceLink(l).id((x) => x.id).distance(90)).force('charge', forceManyBody().strength(-260)).force('x', forceCenter(480, 230)).force('collide', forceCollide(22)).stop();
    for (let i = 0; i < 220; i++) sim.tick();
    for (const x of n) { x.x = Math.max(24, Math.min(936, x.x)); x.y = Math.max(16, Math.min(444, x.y)); }
    return { nodes: n, links: l };
  }, [items]);
  const most = Math.max(1, ...links.map((l) => l.events));
  return (
    <svg class="network" viewBox="0 0 960 460" role="group" aria-label="the strongest ties; the table has the same">
      {links.map((l) => <a key={l.key} href={link('dyads', [l.source.id, l.target.id])}><line class={`tie ${l.conflict / l.events > 0.66 ? 'hot' : l.conflict / l.events > 0.33 ? 'mixed' : 'calm'}`} x1={l.source.x} y1={l.source.y} x2={l.target.x} y2={l.target.y} stroke-width={1 + 7 * Math.sqrt(l.events / most)}><title>{`${countryName(l.source.id)} and ${countryName(l.target.id)}: ${l.events} events, ${Math.round((100 * l.conflict) / l.events)} % conflict`}</title></line></a>)}
      {nodes.map((n) => <a key={n.id} href={link('actor', [n.id])}><circle class="node" cx={n.x} cy={n.y} r="13" /><text x={n.x} y={n.y + 4} text-anchor="middle">{n.id}</text><title>{countryName(n.id)}</title></a>)}
    </svg>
  );
}

const shows = ['matrix', 'network', 'table'];

function List({ route }) {
  const params = picked(route, names);
  const of = useApi('dyads', { ...params, limit: 300 });
  const show = shows.includes(route.params.show) ? route.params.show : 'matrix';
  return (
    <>
      <h1>Dyads</h1>
      <Filters route={route} names={names} />
      <div class="tabs" role="group" aria-label="shown as">{shows.map((s) => <button key={s} type="button" aria-pressed={s === show} onClick={() => setParams(route, { show: s })}>{s}</button>)}</div>
      <Strip path="dyads" params={params} command={commandOf('query --group dyad', params)} downloads={['csv', 'jsonl']} />
      <State of={of} empty={(d) => !d.items.length}>{(d) => (
        <>
          {show === 'matrix' && <Matrix items={d.items} />}
          {show === 'network' && <Network items={d.items} />}
          {show !== 'table' && <ul class="legend"><li><i class="calm" />mostly cooperation</li><li><i class="mixed" />mixed</li><li><i class="hot" />mostly conflict</li></ul>}
          {show === 'table' && (
            <Scroll><table><caption>Pairs by number of events</caption><thead><tr><th scope="col">Actor</th><th scope="col">Recipient</th><th scope="col" class="num">Events</th><th scope="col" class="num">Sources</th><th scope="col" class="num">Scale</th><th scope="col" class="num">Conflict</th><th scope="col">Last</th></tr></thead>
              <tbody>{d.items.map((x) => <tr key={x.actor + x.recipient}><td>{countryName(x.actor)}</td><td><a href={link('dyads', [x.actor, x.recipient])}>{countryName(x.recipient)}</a></td><td class="num">{number(x.events)}</td><td class="num">{number(x.sources)}</td><td class="num">{decimal(x.event_scale)}</td><td class="num">{share(x.conflict_percent)}</td><td class="day">{x.last}</td></tr>)}</tbody></table></Scroll>)}
          {d.truncated && <p class="more">The first {number(d.returned)} of {number(d.total)} pairs; the download has all.</p>}
        </>)}
      </State>
    </>
  );
}

function Side({ d, title }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p>{number(d.counts.events)} events, mean scale {decimal(d.counts.event_scale)}, {share(d.counts.conflict_percent)} conflict.</p>
      <Bars items={d.series} height={120} label={`${title} by period`} />
      <ul class="inline">{d.categories.map((c) => <li key={c.event}><a href={link('events', [], { actor: d.actor, recipient: d.recipient, event: c.event })}>{c.event} {number(c.events)}</a></li>)}</ul>
    </section>
  );
}

function Pair({ route, a, b }) {
  const params = picked(route, ['since', 'until']);
  const of = useApi(`dyads/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, params);
  return (
    <>
      <h1>{countryName(a)}{a !== b && ` and ${countryName(b)}`}</h1>
      <Filters route={route} names={['since', 'until']} />
      <Strip path={`dyads/${a}/${b}`} params={params} command={commandOf('query --group month', { ...params, actor: a, recipient: b })} />
      <State of={of}>{(p) => (
        <>
          <div class="columns"><Side d={p.forward} title={a === b ? `Inside ${countryName(a)}` : `${countryName(a)} to ${countryName(b)}`} />{a !== b && <Side d={p.backward} title={`${countryName(b)} to ${countryName(a)}`} />}</div>
          <QuadLegend />
          <Tension actor={a} recipient={a === b ? "" : b} since={params.since} until={params.until} />
          <EventTable items={p.latest} caption="Latest events" />
          <p><a href={link('events', [], { ...params, actor: a, recipient: b })}>All from {a} to {b}</a> · <a href={link('events', [], { ...params, actor: b, recipient: a })}>all from {b} to {a}</a></p>
          {p.statements.length > 0 && <section aria-label="statements"><h2>What they say to each other</h2><ul class="cards">{p.statements.map((s) => <StatementCard key={s.id} s={s} />)}</ul></section>}
          {p.meetings.length > 0 && <section aria-label="talks"><h2>Talks</h2><ul class="lines">{p.meetings.map((m) => <MeetingLine key={m.id} m={m} />)}</ul></section>}
        </>)}
      </State>
    </>
  );
}

export function Dyads({ route }) {
  const [a, b] = route.parts;
  return a && b ? <Pair key={a + b} route={route} a={a} b={b} /> : <List route={route} />;
}
