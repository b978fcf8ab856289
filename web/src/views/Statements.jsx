// The board: what each side demands, refuses, threatens and promises, a column a kind.
import { useApi } from '../lib/api.js';
import { link } from '../lib/route.js';
import { number } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, StatementCard } from '../parts/Bits.jsx';

const names = ['since', 'until', 'actor', 'recipient', 'kind', 'issue', 'source', 'text'];
const columns = ['red_line', 'threat', 'demand', 'refusal', 'promise'];

function Column({ kind, params, whole }) {
  const of = useApi('statements', { ...params, kind, limit: whole ? 100 : 20 });
  return (
    <section class="column" aria-label={kind}>
      <h2>{kind.replace('_', ' ')} {of.data && <span class="num">{number(of.data.total)}</span>}</h2>
      <State of={of} empty={(d) => !d.items.length}>{(d) => (
        <>
          <ul class="cards">{d.items.map((s) => <StatementCard key={s.id} s={s} />)}</ul>
          {d.truncated && <p class="more">{whole ? `The first ${number(d.returned)}; the download has all.` : <a href={link('statements', [], { ...params, kind })}>all {number(d.total)}</a>}</p>}
        </>)}
      </State>
    </section>
  );
}

export function Statements({ route }) {
  const params = picked(route, names);
  return (
    <>
      <h1>Statements</h1>
      <Filters route={route} names={names} />
      <Strip path="statements" params={params} command={commandOf('query --list statements', params)} downloads={['csv', 'jsonl']} />
      <div class={params.kind ? '' : 'board'}>{(params.kind ? [params.kind] : columns).map((k) => <Column key={k} kind={k} params={params} whole={!!params.kind} />)}</div>
    </>
  );
}
