// The filter of a view: each field is a parameter of the address and of the API.
import { useEffect, useState } from 'preact/hooks';
import { setParams } from '../lib/route.js';
import { kinds, statuses } from '../lib/format.js';

const fields = {
  since: { label: 'Since', type: 'date' },
  until: { label: 'Until', type: 'date' },
  actor: { label: 'Actor', hint: 'RUS, RUSMIL or a name' },
  recipient: { label: 'Recipient', hint: 'UKR' },
  country: { label: 'Country', hint: 'where, or who' },
  event: { label: 'Category', list: Object.keys(kinds) },
  status: { label: 'Status', list: statuses },
  kind: { label: 'Kind', list: ['red_line', 'threat', 'demand', 'refusal', 'promise', 'denial', 'accusation', 'claim'] },
  issue: { label: 'Issue', hint: 'sanctions' },
  what: { label: 'What', list: ['troops', 'casualties-killed', 'casualties-wounded', 'displaced', 'arrested', 'protesters', 'vehicles', 'weapons', 'aircraft', 'ships'] },
  claimant: { label: 'Claimant', hint: 'UKRGOV' },
  meeting: { label: 'Status', list: ['held', 'scheduled', 'cancelled', 'proposed'] },
  place: { label: 'Place', hint: 'Odesa' },
  source: { label: 'Source', hint: 'outlet' },
  text: { label: 'Words', hint: 'words of the sentence' },
  by: { label: 'By', list: ['day', 'week', 'month', 'year'] },
};

function Field({ name, value, onSet }) {
  const f = fields[name];
  const [now, setNow] = useState(value);
  useEffect(() => setNow(value), [value]);
  const set = (v) => v !== value && onSet(v);
  return (
    <label class="field">
      <span>{f.label}</span>
      {f.list ? (
        <select value={value} onChange={(e) => set(e.currentTarget.value)}>
          <option value="">any</option>
          {f.list.map((o) => <option key={o} value={o}>{o.replace('_', ' ')}</option>)}
        </select>
      ) : (
        <input type={f.type || 'text'} value={now} placeholder={f.hint} size={f.type ? undefined : 12} onInput={(e) => setNow(e.currentTarget.value)}
          onChange={(e) => set(e.currentTarget.value.trim())} onKeyDown={(e) => e.key === 'Enter' && set(e.currentTarget.value.trim())} />
      )}
    </label>
  );
}

export function Filters({ route, names, children }) {
  const param = (n) => (n === 'meeting' ? 'status' : n);
  const some = names.some((n) => route.params[param(n)]);
  return (
    <form class="filters" role="search" aria-label="filter" onSubmit={(e) => e.preventDefault()}>
      {names.map((n) => <Field key={n} name={n} value={route.params[param(n)] || ''} onSet={(v) => setParams(route, { [param(n)]: v, next: '' })} />)}
      {some && <button type="button" onClick={() => setParams(route, Object.fromEntries(names.map((n) => [param(n), ''])))}>Clear</button>}
      {children}
    </form>
  );
}

// Only the parameters that this view's filter has.
export const picked = (route, names) => Object.fromEntries(names.map((n) => (n === 'meeting' ? 'status' : n)).filter((n) => route.params[n]).map((n) => [n, route.params[n]]));
