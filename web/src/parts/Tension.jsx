// The tension index of a pair or a country: with its band, its parts on a day, and the sentences behind them.
import { useState } from 'preact/hooks';
import { useApi } from '../lib/api.js';
import { decimal, number } from '../lib/format.js';
import { State, Evidence, Scroll } from './Bits.jsx';
import { Band } from './Chart.jsx';
import { Strip } from './Strip.jsx';

function Parts({ day }) {
  const parts = Object.entries(day.parts).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const most = Math.max(0.001, ...parts.map(([, v]) => Math.abs(v)));
  return (
    <table class="parts"><caption>Parts on {day.day}: {decimal(day.value, 2)} points per 100 articles ({decimal(day.low, 2)} to {decimal(day.high, 2)}){Math.abs(day.past) > Math.abs(day.value) / 4 && `; ${decimal(day.past, 2)} of it is the mean of the past, for want of articles`}</caption>
      <tbody>{parts.map(([term, v]) => <tr key={term}><th scope="row">{term}</th><td><progress class={v > 0 ? 'strain' : 'relief'} max={most} value={Math.abs(v)} aria-label={`${term} ${v}`} /></td><td class="num">{decimal(v, 2)}</td></tr>)}</tbody></table>
  );
}

function Items({ params, day }) {
  const of = useApi('tension', { ...params, until: day });
  return (
    <State of={of}>{(t) => (
      !(t.items || []).length ? <p class="empty">No sentence weighs on {day} any more: the value is the mean of the past.</p> :
      <Scroll><table><caption>Heaviest sentences on {day}</caption><thead><tr><th scope="col">Day</th><th scope="col">Term</th><th scope="col" class="num">Points</th><th scope="col">Sentence</th></tr></thead>
        <tbody>{(t.items || []).slice(0, 12).map((x, i) => <tr key={i}><td class="day">{x.day}</td><td>{x.term}</td><td class="num">{decimal(x.points, 2)}</td><td class="wide"><Evidence text={x.evidence.text} document={x.evidence.document} sentence={x.evidence.sentence} /></td></tr>)}</tbody></table></Scroll>)}
    </State>
  );
}

export function Tension({ actor, recipient, since, until }) {
  const params = { actor, recipient, since, until };
  const of = useApi('tension', { ...params, by: 'week' });
  const [day, setDay] = useState('');
  return (
    <section aria-labelledby="tension">
      <h2 id="tension">Tension</h2>
      <State of={of} empty={(t) => !t.days || !t.days.length}>{(t) => {
        const chosen = t.days.find((d) => d.day === day) || t.days[t.days.length - 1];
        return (
          <>
            <p>Points per 100 articles read, from adjustable weights; the band shows how much they matter. Choose a week to see what it is made of.</p>
            <Band items={t.days} day={(d) => d.day} value={(d) => d.value} low={(d) => d.low} high={(d) => d.high} label="tension index by week" chosen={chosen.day} onPick={(a, b) => setDay(b)} />
            {t.changes && t.changes.length > 1 && <p>Pace changed {t.changes.slice(1).map((c) => `on ${c.from} to ${number(Math.round(c.rate * 10) / 10)} a 100 articles`).join(', ')}.</p>}
            <div class="columns"><Parts day={chosen} /><Items params={params} day={chosen.day} /></div>
            <Strip path="tension" params={params} command={`casus tension --db STORE${actor ? ` --actor ${actor}` : ''}${recipient ? ` --recipient ${recipient}` : ''}`} />
          </>
        );
      }}</State>
    </section>
  );
}
