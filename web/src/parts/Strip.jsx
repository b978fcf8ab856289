// "As API call", "as command", "download": what stands on the page can be had elsewhere, by the same question.
import { useState } from 'preact/hooks';
import { apiUrl } from '../lib/api.js';

const options = { actor: 'actor', recipient: 'recipient', event: 'event', country: 'country', status: 'status', text: 'text', since: 'since', until: 'until' };

export function commandOf(start, params) {
  const quoted = (v) => (/^[\w.,:-]+$/.test(v) ? v : `'${String(v).replace(/'/g, "'\\''")}'`);
  return `casus ${start} --db STORE` + Object.entries(params).filter(([k, v]) => options[k] && v).map(([k, v]) => ` --${options[k]} ${quoted(v)}`).join('');
}

export function Strip({ path, params = {}, command, downloads = [] }) {
  const [shown, show] = useState('');
  const url = apiUrl(path, params);
  const full = `curl '${location.origin}${url}'`;
  const text = shown === 'api' ? full : shown === 'command' ? command : '';
  return (
    <div class="strip">
      <button type="button" aria-expanded={shown === 'api'} onClick={() => show(shown === 'api' ? '' : 'api')}>As API call</button>
      {command && <button type="button" aria-expanded={shown === 'command'} onClick={() => show(shown === 'command' ? '' : 'command')}>As command</button>}
      {downloads.map((d) => <a key={d} href={apiUrl(`${path}.${d}`, params)} download>Download {d.toUpperCase()}</a>)}
      {text && <div class="told"><code>{text}</code> <button type="button" onClick={() => navigator.clipboard && navigator.clipboard.writeText(text)}>Copy</button></div>}
    </div>
  );
}
