// How it is made: codebook, dictionaries with their use, measured accuracy, versions.
import { useState } from 'preact/hooks';
import { useApi } from '../lib/api.js';
import { link, setParams } from '../lib/route.js';
import { decimal, number, quadNames } from '../lib/format.js';
import { Strip } from '../parts/Strip.jsx';
import { State, Scroll, Said, Quad } from '../parts/Bits.jsx';

function Lookup({ route }) {
  const [phrase, setPhrase] = useState(route.params.phrase || '');
  const [date, setDate] = useState(route.params.date || '');
  const of = useApi('knowledge', { phrase: route.params.phrase, date: route.params.date }, !!route.params.phrase);
  return (
    <section aria-labelledby="lookup"><h2 id="lookup">What does a phrase mean?</h2>
      <form class="filters" role="search" aria-label="look up a phrase" onSubmit={(e) => { e.preventDefault(); setParams(route, { phrase, date }); }}>
        <label class="field"><span>Phrase</span><input value={phrase} onInput={(e) => setPhrase(e.currentTarget.value)} placeholder="Kremlin spokesman" size="28" /></label>
        <label class="field"><span>On the day</span><input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} /></label>
        <button type="submit">Look up</button>
      </form>
      {route.params.phrase && <State of={of} empty={(d) => !d.items.length}>{(d) => <Scroll><table><thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Code</th><th scope="col">Office</th><th scope="col">From</th><th scope="col">Until</th><th scope="col">Line</th></tr></thead><tbody>{d.items.map((k, i) => <tr key={i}><th scope="row"><Said>{k.name}</Said></th><td>{k.kind}, as {k.matched_as}</td><td class="code">{k.code}</td><td>{k.title}</td><td class="day">{k.from}</td><td class="day">{k.until}</td><td class="code">{k.rule}</td></tr>)}</tbody></table></Scroll>}</State>}
    </section>
  );
}

function Dictionary({ file }) {
  const of = useApi('knowledge/file', { file });
  return <State of={of}>{(d) => <Scroll><table><caption>{file}: how often each line coded an event here</caption><tbody>{d.lines.filter((l) => l.text.trim() && !/^\s*[#+*]/.test(l.text)).slice(0, 600).map((l) => <tr key={l.line}><th scope="row" class="num">{l.line}</th><td><code>{l.text}</code></td><td class="num">{l.events ? number(l.events) : ''}</td></tr>)}</tbody></table></Scroll>}</State>;
}

export function Methods({ route }) {
  const of = useApi('methods');
  return (
    <>
      <h1>Methods</h1>
      <Strip path="methods" command="casus kb lint" />
      <Lookup route={route} />
      <State of={of}>{(m) => (
        <>
          <section aria-labelledby="accuracy"><h2 id="accuracy">Measured accuracy</h2>
            {m.scores.length ? <Scroll><table><thead><tr><th scope="col">Measure</th><th scope="col" class="num">Value</th><th scope="col">Day</th><th scope="col">How</th></tr></thead><tbody>{m.scores.map((s) => <tr key={s.measure}><th scope="row">{s.measure}</th><td class="num">{s.value} {s.unit}</td><td class="day">{s.date}</td><td><code>{s.command}</code></td></tr>)}</tbody></table></Scroll> : <p class="empty">The scores are not installed beside this program.</p>}</section>
          <section aria-labelledby="codebook"><h2 id="codebook">Codebook</h2>
            <Scroll><table><thead><tr><th scope="col">Category</th><th scope="col">Class</th><th scope="col" class="num">Scale</th><th scope="col">CAMEO</th><th scope="col" class="num">Events here</th></tr></thead><tbody>{m.categories.map((c) => <tr key={c.event}><th scope="row"><a href={link('events', [], { event: c.event })}><Quad n={c.quad_code}>{c.event}</Quad></a></th><td>{quadNames[c.quad_code]}</td><td class="num">{decimal(c.event_scale)}</td><td class="code">{c.cameo}</td><td class="num">{number(c.events)}</td></tr>)}</tbody></table></Scroll></section>
          <section aria-labelledby="dictionaries"><h2 id="dictionaries">Dictionaries</h2>
            <Scroll><table><thead><tr><th scope="col">File</th><th scope="col" class="num">Entries</th><th scope="col" class="num">Used here</th><th scope="col" class="num">Events</th></tr></thead><tbody>{m.knowledge.map((k) => <tr key={k.file}><th scope="row"><a href={link('methods', [], { file: k.file })}>{k.file}</a></th><td class="num">{number(k.entries)}</td><td class="num">{number(k.used)}</td><td class="num">{number(k.events)}</td></tr>)}</tbody></table></Scroll>
            {route.params.file && <Dictionary file={route.params.file} />}</section>
          <section aria-labelledby="runs"><h2 id="runs">Runs: who read what with which version</h2>
            <Scroll><table><thead><tr><th scope="col">Run</th><th scope="col">Started</th><th scope="col">casus</th><th scope="col">Knowledge</th><th scope="col">Model</th><th scope="col" class="num">Articles</th></tr></thead><tbody>{m.runs.map((r) => <tr key={r.id}><th scope="row">{r.id} {r.kind}</th><td class="day">{r.started}</td><td>{r.casus}</td><td class="code">{r.knowledge.slice(0, 12)}</td><td class="code">{r.model.slice(0, 12)}</td><td class="num">{number(r.documents)}</td></tr>)}</tbody></table></Scroll></section>
          <section aria-labelledby="verdicts"><h2 id="verdicts">Verdicts</h2><dl>{m.verdicts.map((v) => [<dt key={v.verdict}>{v.verdict}</dt>, <dd key={v.verdict + 'm'}>{v.meaning}</dd>])}</dl></section>
        </>)}
      </State>
    </>
  );
}
