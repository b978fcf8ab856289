// One article: its text as it was read, the ledger beside it, and a way to say what is wrong.
import { useState } from 'preact/hooks';
import { ask, useApi } from '../lib/api.js';
import { link } from '../lib/route.js';
import { plural, number } from '../lib/format.js';
import { Strip } from '../parts/Strip.jsx';
import { State, Said } from '../parts/Bits.jsx';
import { Reading } from '../parts/Reading.jsx';

function Judge({ event, document, report, onDone }) {
  const [token, setToken] = useState('');
  const [note, setNote] = useState('');
  const [answer, setAnswer] = useState(null);
  const send = async (e) => {
    e.preventDefault();
    try {
      const made = await ask('/api/v1/judgements', { method: 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ document, report, sentence: event.sentence, verdict: 'wrong', note, expected: '' }) });
      setAnswer({ good: true, text: made.case });
    } catch (error) { setAnswer({ text: error.message }); }
  };
  return (
    <form class="judge" aria-label="say what is wrong" onSubmit={send}>
      <h2>{event.event} is wrong</h2>
      <p>The sentence and your note are appended to the judgement file as a test case. The server must have been started with a token.</p>
      <label class="field"><span>What should it be?</span><input value={note} onInput={(e) => setNote(e.currentTarget.value)} size="40" /></label>
      <label class="field"><span>Token</span><input type="password" autocomplete="off" value={token} onInput={(e) => setToken(e.currentTarget.value)} /></label>
      <button type="submit">Write it down</button> <button type="button" onClick={onDone}>Close</button>
      {answer && <p role="status" class={answer.good ? 'good' : 'fail'}>{answer.good ? <>Written: <code>{answer.text}</code></> : answer.text}</p>}
    </form>
  );
}

export function Article({ route }) {
  const id = route.parts[0] || '';
  const of = useApi(`documents/${encodeURIComponent(id)}`, {}, id !== '');
  const [wrong, setWrong] = useState(null);
  if (!id) return <List route={route} />;
  return (
    <State of={of}>{(d) => (
      <article>
        <h1><Said>{d.document.title || d.document.name}</Said></h1>
        <p class="lead">{[d.document.outlet || d.document.source, d.document.published].filter(Boolean).join(', ')}. {plural(d.document.sentences, 'sentence')}, {plural(d.document.events, 'event')}, {plural(d.document.statements, 'statement')}. {/^https?:/.test(d.document.url) && <a href={d.document.url} rel="noopener noreferrer">the original</a>}{d.document.original && d.document.original !== d.document.id && <> A copy of <a href={link('article', [d.document.original])}>another article</a>.</>}</p>
        <Strip path={`documents/${id}`} command={`casus read '${(d.document.name || '').replace(/'/g, "'\\''")}'`} />
        {wrong && <Judge event={wrong} document={d.document.id} report={(d.events[d.record.events.indexOf(wrong)] || {}).report || ''} onDone={() => setWrong(null)} />}
        <Reading record={d.record} text={d.text} sentence={route.params.sentence === undefined ? -1 : +route.params.sentence} notes={d.notes} onWrong={setWrong} />
      </article>)}
    </State>
  );
}

function List({ route }) {
  const of = useApi('documents', { limit: 100, next: route.params.next });
  return <State of={of}>{(d) => <><h1>Articles</h1><p>{number(d.total)} in all.</p><ul class="lines">{d.items.map((x) => <li key={x.id}><span class="day">{x.published}</span> <a href={link('article', [x.id])}><Said>{x.title || x.name}</Said></a> {x.outlet}</li>)}</ul>{d.next && <p class="more"><a href={link('article', [], { next: d.next })}>more</a></p>}</>}</State>;
}
