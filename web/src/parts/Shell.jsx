// What stands around every view: the way about, the two clocks, what was read and skipped, search, theme, help.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute, link } from '../lib/route.js';
import { useApi } from '../lib/api.js';
import { number, plural, share } from '../lib/format.js';
import { views } from '../views/index.jsx';

function Theme() {
  const [theme, setTheme] = useState(() => { try { return localStorage.getItem('theme') || ''; } catch { return ''; } });
  useEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
    try { localStorage.setItem('theme', theme); } catch { /* a private window */ }
  }, [theme]);
  const next = { '': 'dark', dark: 'light', light: '' }[theme];
  return <button type="button" class="plain" onClick={() => setTheme(next)} title="colours: as the system, dark, light">{theme ? theme : 'auto'} colours</button>;
}

function Coverage({ of }) {
  const [open, setOpen] = useState(false);
  const c = of.data;
  useEffect(() => {
    const close = (e) => (e.type === 'hashchange' || e.key === 'Escape') && setOpen(false);
    addEventListener('hashchange', close);
    addEventListener('keydown', close);
    return () => { removeEventListener('hashchange', close); removeEventListener('keydown', close); };
  }, []);
  if (of.error) return <span class="fail" role="alert">{of.error.message}</span>;
  if (!c) return <span class="wait">…</span>;
  const coded = c.verdicts.find((v) => v.verdict === 'coded');
  const part = c.sentences ? (100 * (coded ? coded.sentences : 0)) / c.sentences : 0;
  return (
    <span class="coverage">
      <button type="button" class="chip" aria-expanded={open} onClick={() => setOpen(!open)}>{plural(c.documents, 'article')}, {plural(c.sentences, 'sentence')}: {share(part)} coded</button>
      {open && (
        <div class="popover" role="dialog" aria-label="what was read and skipped">
          <p>{plural(c.with_events, 'article')} with events; {number(c.copies)} copies of another; {number(c.undated)} without a day. Days from {c.oldest || '–'} to {c.newest || '–'}.</p>
          <table><caption>What became of each sentence</caption><tbody>{c.verdicts.map((v) => <tr key={v.verdict}><th scope="row">{v.verdict}</th><td class="num">{number(v.sentences)}</td><td>{v.meaning}</td></tr>)}</tbody></table>
        </div>
      )}
    </span>
  );
}

function Help({ onClose }) {
  const box = useRef(null);
  useEffect(() => box.current.focus(), []);
  return (
    <div class="help" role="dialog" aria-label="help" tabIndex="-1" ref={box} onKeyDown={(e) => e.key === 'Escape' && onClose()}>
      <h2>Keys</h2>
      <dl><dt>/</dt><dd>search</dd><dt>?</dt><dd>this text</dd><dt>g then t, m, l, d, s, c, f, e</dt><dd>go to Today, Map, Timeline, Dyads, Statements, Calendar, Figures, Events</dd><dt>Esc</dt><dd>close</dd></dl>
      <p>Every number opens: events lead to their sentence, sentences to their article, and there each span tells its rule. Drag over a chart to zoom. The address holds the state of the view: copy it to share what you see.</p>
      <button type="button" onClick={onClose}>Close</button>
    </div>
  );
}

// New articles are told, not pushed into what is being read.
function useNews() {
  const [news, setNews] = useState(null);
  useEffect(() => {
    const stream = new EventSource('/api/v1/stream');
    stream.addEventListener('news', (e) => { try { setNews(JSON.parse(e.data)); } catch { /* not ours */ } });
    stream.onerror = () => stream.readyState === EventSource.CLOSED && stream.close();
    return () => stream.close();
  }, []);
  return news;
}

const jumps = { t: 'today', m: 'map', l: 'timeline', d: 'dyads', s: 'statements', c: 'calendar', f: 'figures', e: 'events' };

function useKeys(search, setHelp) {
  useEffect(() => {
    let armed = 0;
    const pressed = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
      if (e.key === '/') { e.preventDefault(); search.current.focus(); } else if (e.key === '?') setHelp(true);
      else if (e.key === 'Escape') setHelp(false);
      else if (e.key === 'g') armed = Date.now();
      else if (armed && Date.now() - armed < 1500 && jumps[e.key]) { location.hash = link(jumps[e.key]); armed = 0; }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

export function Shell() {
  const route = useRoute();
  const coverage = useApi('coverage');
  const search = useRef(null);
  const main = useRef(null);
  const [help, setHelp] = useState(false);
  const news = useNews();
  useKeys(search, setHelp);
  const view = views[route.view] || views.missing;
  const View = view.show;
  const c = coverage.data;
  useEffect(() => { document.title = `${view.title} – casus`; if (main.current && location.hash) main.current.scrollTo?.(0, 0); }, [route.view]);
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current.focus(); }}>Skip to the content</a>
      <header>
        <a class="brand" href={link('today')}>casus</a>
        <nav aria-label="views"><ul>{Object.entries(views).filter(([, v]) => v.menu).map(([k, v]) => <li key={k}><a href={link(k)} aria-current={route.view === k ? 'page' : undefined}>{v.title}</a></li>)}</ul></nav>
        <form class="search" role="search" aria-label="search sentences" onSubmit={(e) => { e.preventDefault(); location.hash = link('events', [], { text: search.current.value }); }}>
          <input ref={search} type="search" placeholder="words of a sentence ( / )" aria-label="words of a sentence" />
        </form>
        <Theme />
        <button type="button" class="plain" onClick={() => setHelp(true)} aria-label="help">?</button>
      </header>
      <div class="clocks">
        <Coverage of={coverage} />
        {c && <span>made <time>{c.made ? c.made.replace('T', ' ').replace('Z', ' UTC') : 'never'}</time></span>}
        {c && <span>newest article <time>{c.newest || 'none'}</time></span>}
        {news && c && news.version !== c.version && <button type="button" class="chip news" onClick={() => location.reload()}>newer articles are in: show them</button>}
      </div>
      {help && <Help onClose={() => setHelp(false)} />}
      <main id="main" ref={main} tabIndex="-1"><View route={route} coverage={c} key={route.view} /></main>
    </>
  );
}
