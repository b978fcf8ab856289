// A text as it was read: spans for who, what, to whom, where, how many and whose words, each with its rule; the ledger beside it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Party, Quad, Said } from './Bits.jsx';
import { decimal } from '../lib/format.js';
import { kinds } from '../lib/format.js';

// Offsets are code points: cut the text where any span begins or ends, each piece knows all spans over it.
function cut(text, marks) {
  const points = Array.from(text);
  const edges = [...new Set([0, points.length, ...marks.flatMap((m) => [m.start, m.end])])].filter((e) => e >= 0 && e <= points.length).sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [a, b] = [edges[i], edges[i + 1]];
    pieces.push({ a, text: points.slice(a, b).join(''), over: marks.filter((m) => m.start <= a && m.end >= b) });
  }
  return pieces;
}

const span = (s) => s && s.end > s.start;

function marksOf(r) {
  const marks = [];
  const put = (kind, s, item, words) => span(s) && marks.push({ kind, start: s.start, end: s.end, item, words });
  r.sentences.forEach((s, i) => put('sentence', s, `s${i}`, s.verdict));
  r.events.forEach((e, i) => {
    const rule = `${e.event}${e.mode?.length ? ` ${e.mode.join(', ')}` : ''} (${e.status}) by ${e.rule}`;
    put('action', e, `e${i}`, rule);
    (e.actor || []).forEach((x) => put('actor', x, `e${i}`, `actor ${x.code} ${x.name || ''}`));
    (e.recipient || []).forEach((x) => put('recipient', x, `e${i}`, `recipient ${x.code} ${x.name || ''}`));
    put('place', e.event_loc, `e${i}`, `place ${e.event_loc?.name}, ${e.event_loc?.country}, known to: ${e.event_loc?.precision}`);
  });
  r.statements.forEach((s, i) => {
    put('quote', s.content, `t${i}`, `${s.kind.replace('_', ' ')} of ${s.speaker?.name || s.speaker?.text || 'somebody'}${s.rule ? ` by ${s.rule}` : ''}`);
    put('actor', s.speaker, `t${i}`, `speaker ${s.speaker?.code || ''}`);
  });
  r.figures.forEach((f, i) => put('figure', f, `f${i}`, `${f.what}: ${f.low === f.high ? f.low : `${f.low} to ${f.high}`}${f.approx ? ', about' : ''}${f.claimant ? `, says ${f.claimant.name || f.claimant.text}` : ''}`));
  r.meetings.forEach((m, i) => put('meeting', m, `m${i}`, `meeting ${m.status} ${m.date || ''}`));
  (r.mentions || []).filter((m) => m.kind === 'time').forEach((m) => put('time', m, '', `${m.type} ${m.value}`));
  return marks;
}

function Piece({ p, chosen, onTell, sentence }) {
  const kindsHere = [...new Set(p.over.map((m) => m.kind))].filter((k) => k !== 'sentence');
  const words = p.over.filter((m) => m.kind !== 'sentence').map((m) => m.words);
  const on = p.over.some((m) => m.item && m.item === chosen);
  const boiler = p.over.some((m) => m.kind === 'sentence' && m.words === 'boilerplate');
  const cls = [...kindsHere.map((k) => `m-${k}`), on && 'on', boiler && 'boilerplate', sentence && 'here'].filter(Boolean).join(' ');
  if (!words.length) return <span class={cls}>{p.text}</span>;
  const tell = () => onTell(words, p.over);
  return <span class={cls} tabIndex="0" title={words.join('\n')} onMouseEnter={tell} onFocus={tell}>{p.text}</span>;
}

export function Reading({ record, text, sentence, notes = [], onWrong }) {
  const marks = useMemo(() => marksOf(record), [record]);
  const pieces = useMemo(() => cut(text, marks), [text, marks]);
  const [told, setTold] = useState(null);
  const [chosen, choose] = useState('');
  const here = useRef(null);
  const target = record.sentences[sentence];
  useEffect(() => { here.current?.scrollIntoView({ block: 'center' }); }, [record, sentence]);
  const tell = (words, over) => { setTold(words); choose(over.find((m) => m.item && m.item[0] !== 's')?.item || ''); };
  return (
    <div class="reading">
      <div class="text" dir="auto">
        {pieces.map((p) => {
          const inTarget = target && p.a >= target.start && p.a < target.end;
          return <span key={p.a} ref={target && p.a === target.start ? here : undefined}><Piece p={p} chosen={chosen} onTell={tell} sentence={inTarget} /></span>;
        })}
      </div>
      <aside class="ledger" aria-label="what was read">
        <div class="rule" aria-live="polite">{told ? told.map((w, i) => <p key={i}><Said>{w}</Said></p>) : <p>Point at a coloured span, or tab to it, to see its rule and the line it stands in.</p>}</div>
        <ul class="keys"><li class="m-actor">who</li><li class="m-action">does what</li><li class="m-recipient">to whom</li><li class="m-place">where</li><li class="m-time">when</li><li class="m-figure">how many</li><li class="m-quote">whose words</li></ul>
        <h2>Events ({record.events.length})</h2>
        <ol>{record.events.map((e, i) => (
          <li key={i} class={chosen === `e${i}` ? 'on' : ''} onMouseEnter={() => choose(`e${i}`)}>
            <Quad n={e.quad_code || kinds[e.event]}>{e.event}</Quad>{e.mode?.length > 0 && ` ${e.mode.join(', ')}`} {e.status !== 'actual' && <i>{e.status}</i>} <Party list={e.actor} /> → <Party list={e.recipient} /> <span class="num">{decimal(e.event_scale)}</span>
            <div class="foot">{e.date && <span>{e.date} </span>}{e.event_loc && <span><Said>{e.event_loc.name}</Said> </span>}<code>{e.rule}</code> {onWrong && <button type="button" onClick={() => onWrong(e)}>wrong</button>}</div>
          </li>))}</ol>
        {record.statements.length > 0 && <><h2>Statements ({record.statements.length})</h2><ol>{record.statements.map((s, i) => <li key={i} class={chosen === `t${i}` ? 'on' : ''} onMouseEnter={() => choose(`t${i}`)}><span class={`tag ${s.kind}`}>{s.kind.replace('_', ' ')}</span> <Party list={s.speaker ? [s.speaker] : []} />: <Said>{s.content?.text}</Said>{s.condition && <span class="condition"> if <Said>{s.condition.text}</Said></span>}</li>)}</ol></>}
        {record.figures.length > 0 && <><h2>Figures ({record.figures.length})</h2><ul>{record.figures.map((f, i) => <li key={i}>{f.what}: {f.approx && 'about '}{f.low === f.high ? f.low : `${f.low} to ${f.high}`} <Party list={f.owner ? [f.owner] : []} none="" />{f.claimant && <> says <Party list={[f.claimant]} /></>}</li>)}</ul></>}
        {record.meetings.length > 0 && <><h2>Meetings ({record.meetings.length})</h2><ul>{record.meetings.map((m, i) => <li key={i}><span class={`tag ${m.status}`}>{m.status}</span> {m.date} {m.place && <Said>{m.place.name}</Said>}: <Party list={m.parties} /></li>)}</ul></>}
        <details><summary>Sentences without an event, and why</summary><ul>{record.sentences.map((s, i) => s.verdict !== 'coded' && <li key={i}><b>{s.verdict}</b> <Said>{s.text}</Said>{notes.filter((n) => n.sentence === i).map((n, j) => <div key={j} class="note"><Said>{n.reason}</Said></div>)}</li>)}</ul></details>
      </aside>
    </div>
  );
}
