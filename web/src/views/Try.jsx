// Paste an article, see it read, at once. Nothing is stored.
import { useState } from 'preact/hooks';
import { ask } from '../lib/api.js';
import { Reading } from '../parts/Reading.jsx';

const example = 'Kenya and Somalia agreed on Monday to reopen their border. Nairobi demanded that Mogadishu release six fishermen, and warned that it would halt the talks if they were harmed. About 300 soldiers remain at the crossing, the Kenyan army said.';

export function Try() {
  const [text, setText] = useState(example);
  const [title, setTitle] = useState('');
  const [date, setDate] = useState('2024-03-12');
  const [state, setState] = useState({});
  const read = async (e) => {
    e.preventDefault();
    setState({ busy: true });
    const begin = performance.now();
    try {
      const record = await ask('/api/v1/read?mentions=true&why=true', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ date, title, text }) });
      const last = record.sentences[record.sentences.length - 1];
      const room = Array(last ? last.end : 0).fill(' ');
      for (const s of record.sentences) Array.from(s.text).forEach((c, i) => { room[s.start + i] = c; });
      for (let i = 1; i < record.sentences.length; i++) if (record.sentences[i].start - record.sentences[i - 1].end > 1) room[record.sentences[i - 1].end] = '\n';
      setState({ record, text: record.text ?? room.join(''), ms: performance.now() - begin });
    } catch (error) { setState({ error: error.message }); }
  };
  return (
    <>
      <h1>Try it</h1>
      <form class="try" aria-label="read a text" onSubmit={read}>
        <div class="filters"><label class="field"><span>Headline</span><input value={title} size="50" onInput={(e) => setTitle(e.currentTarget.value)} /></label><label class="field"><span>Published</span><input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} /></label></div>
        <label class="field"><span>Article</span><textarea rows="8" value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
        <button type="submit" disabled={state.busy || !text.trim()}>Read it</button> {state.ms && <span role="status">read in {Math.round(state.ms)} ms</span>}
      </form>
      {state.error && <p class="fail" role="alert">{state.error}</p>}
      {state.record && <Reading record={state.record} text={state.text} sentence={-1} notes={state.record.notes || []} />}
    </>
  );
}
