// Countries shaded by what happened there, pins only where a text names a point, the rest beside the map.
/* global WORLD_MAP */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import { useApi } from '../lib/api.js';
import { link, setParams } from '../lib/route.js';
import { countryName, decimal, number, plural } from '../lib/format.js';
import { Filters, picked } from '../parts/Filters.jsx';
import { Strip, commandOf } from '../parts/Strip.jsx';
import { State, Scroll } from '../parts/Bits.jsx';
import { Bars } from '../parts/Chart.jsx';

const names = ['since', 'until', 'actor', 'recipient', 'event', 'country', 'status', 'source'];
const measures = { here: 'events there', as_actor: 'events by it', as_recipient: 'events on it', conflict_percent: 'share of conflict' };
const W = 960;
const H = 470;

function useWorld() {
  const [world, setWorld] = useState(null);
  useEffect(() => { fetch('/' + WORLD_MAP).then((r) => r.json()).then(setWorld, () => setWorld({ failed: true })); }, []);
  return world;
}

// Five classes with as many countries in each as can be; a percentage has fixed ones.
function classesOf(values, measure) {
  if (measure === 'conflict_percent') return [20, 40, 60, 80];
  const v = values.filter((n) => n > 0).sort((a, b) => a - b);
  return [...new Set([0.2, 0.4, 0.6, 0.8].map((q) => v[Math.floor(q * v.length)] || 0))];
}

function World({ world, countries, pins, measure, onCountry }) {
  const { path, shapes, borders, project } = useMemo(() => {
    const all = feature(world, world.objects.countries);
    const projection = geoNaturalEarth1().fitSize([W, H], { type: 'Sphere' });
    return { path: geoPath(projection), shapes: all.features.filter((f) => f.id !== 'ATA'), borders: mesh(world, world.objects.countries, (a, b) => a !== b), project: projection };
  }, [world]);
  const by = Object.fromEntries(countries.map((c) => [c.country, c]));
  const cuts = classesOf(countries.map((c) => c[measure] ?? 0), measure);
  const classOf = (c) => (c && c[measure] ? 1 + cuts.filter((k) => c[measure] > k).length : 0);
  const most = Math.max(1, ...pins.map((p) => p.events));
  return (
    <>
      <svg class="map" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`world map: ${measures[measure]}; the table below has the same`}>
        <path class="sea" d={path({ type: 'Sphere' })} />
        {shapes.map((f, i) => (
          <path key={i} class={`land c${classOf(by[f.id])}`} d={path(f)} onClick={() => f.id && onCountry(f.id)}>
            <title>{`${countryName(f.id) || 'no code'}${by[f.id] ? `: ${number(by[f.id].here)} there, ${number(by[f.id].as_actor)} by it, ${number(by[f.id].as_recipient)} on it` : ': nothing told'}`}</title>
          </path>))}
        <path class="borders" d={path(borders)} />
        {pins.map((p, i) => {
          const at = project([p.lon, p.lat]);
          const conflict = (p.conflict_percent ?? 0) > 50;
          return at && <circle key={i} class={conflict ? 'pin q4' : 'pin q1'} cx={at[0]} cy={at[1]} r={2 + 8 * Math.sqrt(p.events / most)}><title>{`${p.name}, ${countryName(p.country)}: ${plural(p.events, 'event')}, last ${p.last}`}</title></circle>;
        })}
      </svg>
      <ul class="legend" aria-label="legend">
        <li><i class="c0" />none</li>
        {[...cuts, Infinity].map((k, i) => <li key={i}><i class={`c${i + 1}`} />{i === 0 ? 'up to ' : 'above '}{number(i === 0 ? k : cuts[i - 1])}{measure === 'conflict_percent' ? ' %' : ''}</li>)}
        <li><i class="pin q4" />mostly conflict</li><li><i class="pin q1" />mostly cooperation</li>
      </ul>
    </>
  );
}

export function MapView({ route }) {
  const params = picked(route, names);
  const measure = measures[route.params.measure] ? route.params.measure : 'here';
  const world = useWorld();
  const countries = useApi('countries', params);
  const places = useApi('places', { ...params, limit: 500 });
  const { since, until, ...rest } = params;
  const months = useApi('series', { ...rest, by: 'month' });
  const end = (m) => new Date(Date.UTC(+m.slice(0, 4), +m.slice(5, 7), 0)).toISOString().slice(0, 10);
  return (
    <>
      <h1>Map</h1>
      <Filters route={route} names={names}>
        <label class="field"><span>Shade by</span><select value={measure} onChange={(e) => setParams(route, { measure: e.currentTarget.value })}>{Object.entries(measures).map(([k, v]) => <option key={k} value={k}>{v}</option>)}</select></label>
      </Filters>
      <Strip path="countries" params={params} command={commandOf('query --group country', params)} downloads={['csv', 'jsonl']} />
      <State of={countries}>{(c) => (
        <>
          {world && !world.failed && places.data ? <World world={world} countries={c.items} pins={places.data.items} measure={measure} onCountry={(code) => { location.hash = link('actor', [code]); }} />
            : <p class={world?.failed ? 'fail' : 'wait'}>{world?.failed ? 'The map could not be loaded; the table has the same.' : 'Loading the map …'}</p>}
          {months.data && months.data.items.length > 1 && (
            <section aria-labelledby="brush"><h2 id="brush">When: drag over months</h2>
              <Bars items={months.data.items} height={90} label="events a month" onPick={(a, b) => setParams(route, { since: `${a}-01`, until: end(b) })} />
              {(since || until) && <button type="button" onClick={() => setParams(route, { since: '', until: '' })}>All the time</button>}
            </section>)}
          {places.data && <p class="lead">{plural(places.data.total, 'place')} with a point{places.data.truncated ? `, the ${places.data.returned} with most events are shown` : ''}. <b>Not on the map</b>: {plural(places.data.only_country, 'event')} of which only the country is told, {plural(places.data.unlocated, 'event')} without any place. <a href={link('events', [], params)}>See them in the list</a>.</p>}
          <Scroll><table><caption>By country</caption>
            <thead><tr><th scope="col">Country</th><th scope="col" class="num">There</th><th scope="col" class="num">By it</th><th scope="col" class="num">On it</th><th scope="col" class="num">Scale</th><th scope="col" class="num">Conflict</th></tr></thead>
            <tbody>{c.items.slice(0, 60).map((x) => <tr key={x.country}><th scope="row"><a href={link('actor', [x.country])}>{countryName(x.country)}</a></th><td class="num">{number(x.here)}</td><td class="num">{number(x.as_actor)}</td><td class="num">{number(x.as_recipient)}</td><td class="num">{decimal(x.event_scale)}</td><td class="num">{x.conflict_percent === null ? '–' : `${Math.round(x.conflict_percent)} %`}</td></tr>)}</tbody>
          </table></Scroll>
          {c.items.length > 60 && <p class="more">The first 60 of {number(c.total)}; the download has all.</p>}
        </>)}
      </State>
    </>
  );
}
