// Small things that every view uses. Text from documents is always a text node, set apart by <bdi>.
import { link } from '../lib/route.js';
import { countryName, decimal, who } from '../lib/format.js';

export function State({ of, empty, children }) {
  if (of.error) return <p class="fail" role="alert">{of.error.message}</p>;
  if (!of.data) return <p class="wait" role="status">Loading …</p>;
  if (empty && empty(of.data)) return <p class="empty">Nothing here for this filter. Widen the period or take a filter away.</p>;
  return <div class={of.loading ? 'stale' : ''}>{children(of.data)}</div>;
}

export const Said = ({ children, cls }) => <bdi class={cls}>{children}</bdi>;

// The sentence, and the way to it in its article.
export function Evidence({ text, document, sentence, source, day }) {
  return (
    <a class="evidence" href={link('article', [document], { sentence })} title="open the article at this sentence">
      <Said>{text}</Said>
      {(source || day) && <span class="from"> — {[source, day].filter(Boolean).join(', ')}</span>}
    </a>
  );
}

export const Quad = ({ n, children }) => <span class={`quad q${n}`}>{children}</span>;

export function Party({ list, none }) {
  if (!list || !list.length) return <span class="none">{none || '–'}</span>;
  return list.map((e, i) => (
    <span class="party" key={i}>
      {i > 0 && ', '}
      {e.code ? <a href={link('actor', [e.code])} title={`${e.code} ${countryName(e.country)}`}><Said>{e.name || e.text}</Said></a> : <Said>{e.name || e.text}</Said>}
      {e.code && <span class="code"> {e.code}</span>}
    </span>
  ));
}

export function EventRow({ e }) {
  return (
    <tr>
      <td class="day">{e.day || e.published}</td>
      <td><Quad n={e.quad_code}>{e.event}</Quad>{e.mode.length > 0 && <span class="mode"> {e.mode.join(', ')}</span>}{e.status !== 'actual' && <span class="status"> {e.status}</span>}</td>
      <td><Party list={e.actor} /></td>
      <td><Party list={e.recipient} /></td>
      <td class="num">{decimal(e.event_scale)}</td>
      <td class="num" title="reports and independent sources">{e.reports}/{e.sources}</td>
      <td class="wide"><Evidence text={e.text} document={e.document} sentence={e.sentence} source={e.source} day={e.published} /></td>
    </tr>
  );
}

export function EventTable({ items, caption }) {
  return (
    <Scroll>
      <table class="events">
        <caption>{caption}</caption>
        <thead><tr><th scope="col">Day</th><th scope="col">Event</th><th scope="col">Actor</th><th scope="col">Recipient</th><th scope="col" class="num">Scale</th><th scope="col" class="num">Rep./src.</th><th scope="col">Sentence</th></tr></thead>
        <tbody>{items.map((e) => <EventRow key={e.id} e={e} />)}</tbody>
      </table>
    </Scroll>
  );
}

export const Scroll = ({ children }) => <div class="scroll" tabIndex="0" role="region" aria-label="table">{children}</div>;

export function MeetingLine({ m }) {
  return (
    <li class="meeting">
      <span class={`tag ${m.status}`}>{m.status}</span> <b>{m.date || 'day not told'}</b>{m.place && <span> in <Said>{m.place.name}</Said></span>}{m.forum && <span>, <Said>{m.forum}</Said></span>}: {' '}
      <span title={who(m.parties)}><Party list={m.parties} none="parties not told" /></span>
      <Evidence text={m.text} document={m.document} sentence={m.sentence} source={m.source} day={m.published} />
    </li>
  );
}

export function StatementCard({ s }) {
  return (
    <li class={`card ${s.kind}`}>
      <div class="head"><span class={`tag ${s.kind}`}>{s.kind.replace('_', ' ')}</span> <Party list={s.speaker ? [s.speaker] : []} none="speaker not told" />{s.addressee && s.addressee.length > 0 && <span> to <Party list={s.addressee} /></span>}</div>
      <p><Said>{s.content || s.text}</Said>{s.condition && <span class="condition"> — if: <Said>{s.condition}</Said></span>}</p>
      <div class="foot">{s.issue && <span class="issue">{s.issue}</span>} {s.stance && <span>{s.stance}</span>} {s.firmness > 0 && <span title="how firm, 1 to 3">{'●'.repeat(s.firmness)}</span>} <Evidence text={s.published} document={s.document} sentence={s.sentence} source={s.source} /></div>
    </li>
  );
}
