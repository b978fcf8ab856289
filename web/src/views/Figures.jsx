// Forces and losses as each side tells them: rival claims side by side, never summed.
import { useApi } from '../lib/api.js';
import { number } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, Scroll, Party, Evidence, Said } from '../parts/Bits.jsx';

const names = ['since', 'until', 'what', 'actor', 'claimant', 'country', 'place', 'source', 'text'];

function Range({ f, most }) {
  const at = (n) => (100 * Math.log10(1 + n)) / Math.log10(1 + most);
  return <svg class="range" viewBox="0 0 100 10" aria-hidden="true"><line x1="0" x2="100" y1="5" y2="5" /><rect x={at(f.low)} width={Math.max(1.5, at(f.high) - at(f.low))} y="2" height="6" class={f.approx ? 'approx' : ''} /></svg>;
}

export function FigureTable({ items, caption }) {
  const most = Math.max(10, ...items.map((f) => f.high));
  return (
    <Scroll><table class="figures"><caption>{caption}</caption>
      <thead><tr><th scope="col">Day</th><th scope="col">What</th><th scope="col">Whose</th><th scope="col" class="num">Low</th><th scope="col" class="num">High</th><th scope="col">1 to {number(most)}, log</th><th scope="col">Says</th><th scope="col">Where</th><th scope="col">Sentence</th></tr></thead>
      <tbody>{items.map((f) => (
        <tr key={f.id}>
          <td class="day">{f.day || f.published}</td><td>{f.what}{f.activity && <span class="mode"> {f.activity}</span>}</td><td><Party list={f.owner ? [f.owner] : []} /></td>
          <td class="num">{f.approx && '~'}{number(f.low)}</td><td class="num">{number(f.high)}</td><td><Range f={f} most={most} /></td>
          <td><Party list={f.claimant ? [f.claimant] : []} none="the article" /></td><td>{f.place && <Said>{f.place.name}</Said>}</td>
          <td class="wide"><Evidence text={f.sentence_text || f.text} document={f.document} sentence={f.sentence} source={f.source} day={f.published} /></td>
        </tr>))}</tbody></table></Scroll>
  );
}

// One matter: the same act, or the same thing counted of the same side in the same place within a week.
function matters(items) {
  const groups = new Map();
  for (const f of items) {
    const key = f.event || `${f.what} ${f.owner?.code || ''} ${f.place?.name || ''} ${Math.floor(Date.parse(f.day || f.published || 0) / 6048e5)}`;
    groups.set(key, [...(groups.get(key) || []), f]);
  }
  return [...groups.values()].filter((g) => g.length > 1 && new Set(g.map((f) => f.claimant?.code || '')).size + new Set(g.map((f) => f.low)).size > 2);
}

export function Figures({ route }) {
  const params = picked(route, names);
  const of = useApi('figures', { ...params, limit: 200 });
  return (
    <>
      <h1>Figures</h1>
      <Filters route={route} names={names} />
      <Strip path="figures" params={params} command={commandOf('query --list figures', params)} downloads={['csv', 'jsonl']} />
      <State of={of} empty={(d) => !d.items.length}>{(d) => {
        const rivals = matters(d.items);
        return (
          <>
            {rivals.length > 0 && <section aria-labelledby="rival"><h2 id="rival">Told differently</h2>{rivals.slice(0, 10).map((g, i) => <FigureTable key={i} items={g} caption={`${g[0].what}: lowest ${number(Math.min(...g.map((f) => f.low)))}, highest ${number(Math.max(...g.map((f) => f.high)))}`} />)}</section>}
            <FigureTable items={d.items} caption={`${number(d.total)} figures, the newest first`} />
            {d.truncated && <p class="more">{number(d.returned)} of {number(d.total)}; the download has all.</p>}
          </>
        );
      }}</State>
    </>
  );
}
