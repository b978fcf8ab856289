// Charts as SVG: scales and shapes by d3, elements by us, so that they can be read out, printed and zoomed.
import { useRef, useState } from 'preact/hooks';
import { scaleLinear, scaleBand } from 'd3-scale';
import { area, line } from 'd3-shape';

const W = 960;
const left = 44;

function Ticks({ y, width }) {
  return y.ticks(4).map((t) => (
    <g key={t} class="tick"><line x1={left} x2={width} y1={y(t)} y2={y(t)} /><text x={left - 6} y={y(t) + 4} text-anchor="end">{Math.abs(t) >= 10000 ? `${t / 1000}k` : t}</text></g>
  ));
}

function Days({ x, labels, height }) {
  const every = Math.max(1, Math.ceil(labels.length / 10));
  return labels.map((d, i) => i % every === 0 && <text key={d} class="day" x={x(d) + x.bandwidth() / 2} y={height - 4} text-anchor="middle">{d}</text>);
}

// Drag over periods to zoom into them.
function useBrush(x, labels, onPick) {
  const [range, setRange] = useState(null);
  const box = useRef(null);
  const at = (e) => {
    const r = box.current.getBoundingClientRect();
    const px = ((e.clientX - r.left) / r.width) * W;
    return Math.max(0, Math.min(labels.length - 1, Math.floor((px - left) / x.step())));
  };
  const on = onPick && {
    onPointerDown: (e) => { box.current.setPointerCapture(e.pointerId); setRange([at(e), at(e)]); },
    onPointerMove: (e) => range && setRange([range[0], at(e)]),
    onPointerUp: () => { if (range) { const [a, b] = [Math.min(...range), Math.max(...range)]; setRange(null); onPick(labels[a], labels[b], a === b); } },
  };
  const shade = range && <rect class="brush" x={x(labels[Math.min(...range)])} width={(Math.abs(range[0] - range[1]) + 1) * x.step()} y="0" height="100%" />;
  return { box, on, shade };
}

// Stacked counts by quad class; periods nobody read anything in are hatched, apart from zero.
export function Bars({ items, height = 220, onPick, label }) {
  const labels = items.map((d) => d.period);
  const x = scaleBand(labels, [left, W]).paddingInner(labels.length > 120 ? 0 : 0.15);
  const most = Math.max(1, ...items.map((d) => d.events));
  const y = scaleLinear([0, most], [height - 20, 8]).nice();
  const { box, on, shade } = useBrush(x, labels, onPick);
  return (
    <svg ref={box} class="chart" viewBox={`0 0 ${W} ${height}`} role="img" aria-label={label} {...on}>
      <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6" /></pattern></defs>
      <Ticks y={y} width={W} />
      {items.map((d) => {
        if (!d.covered) return <rect key={d.period} x={x(d.period)} width={x.bandwidth()} y="8" height={height - 28} fill="url(#hatch)"><title>{d.period}: nothing was read</title></rect>;
        let below = 0;
        return (
          <g key={d.period}>
            <title>{`${d.period}: ${d.events} events in ${d.documents} articles; cooperation ${d.quad[0]} verbal, ${d.quad[1]} material; conflict ${d.quad[2]} verbal, ${d.quad[3]} material`}</title>
            <rect x={x(d.period)} width={x.bandwidth()} y="8" height={height - 28} fill="transparent" />
            {[1, 2, 3, 4].map((q) => {
              const n = d.quad[q - 1] || 0;
              const r = <rect key={q} class={`bar q${q}`} x={x(d.period)} width={x.bandwidth()} y={y(below + n)} height={Math.max(0, y(below) - y(below + n))} />;
              below += n;
              return r;
            })}
          </g>
        );
      })}
      <Days x={x} labels={labels} height={height} />
      {shade}
    </svg>
  );
}

// A value with its band; gaps stay gaps.
export function Band({ items, value, low, high, height = 160, onPick, label, day = (d) => d.period, chosen }) {
  const labels = items.map(day);
  const x = scaleBand(labels, [left, W]);
  const some = items.filter((d) => value(d) !== null);
  const least = Math.min(0, ...some.map((d) => low(d) ?? value(d)));
  const most = Math.max(0, ...some.map((d) => high(d) ?? value(d)));
  const y = scaleLinear([least, most === least ? least + 1 : most], [height - 20, 8]).nice();
  const mid = (d) => x(day(d)) + x.bandwidth() / 2;
  const { box, on, shade } = useBrush(x, labels, onPick);
  const known = (d) => value(d) !== null && value(d) !== undefined;
  return (
    <svg ref={box} class="chart" viewBox={`0 0 ${W} ${height}`} role="img" aria-label={label} {...on}>
      <Ticks y={y} width={W} />
      <line class="zero" x1={left} x2={W} y1={y(0)} y2={y(0)} />
      <path class="band" d={area().defined(known).x(mid).y0((d) => y(low(d) ?? value(d))).y1((d) => y(high(d) ?? value(d)))(items)} />
      <path class="line" d={line().defined(known).x(mid).y((d) => y(value(d)))(items)} />
      {items.length < 90 && some.map((d) => <circle key={day(d)} class="dot" cx={mid(d)} cy={y(value(d))} r="2.5"><title>{`${day(d)}: ${value(d).toFixed(2)} (${(low(d) ?? value(d)).toFixed(2)} to ${(high(d) ?? value(d)).toFixed(2)})`}</title></circle>)}
      {chosen && x(chosen) !== undefined && <line class="chosen" x1={x(chosen) + x.bandwidth() / 2} x2={x(chosen) + x.bandwidth() / 2} y1="0" y2={height - 20} />}
      <Days x={x} labels={labels} height={height} />
      {shade}
    </svg>
  );
}

export function QuadLegend() {
  return (
    <ul class="legend">
      <li><i class="q1" />verbal cooperation</li><li><i class="q2" />material cooperation</li><li><i class="q3" />verbal conflict</li><li><i class="q4" />material conflict</li><li><i class="hatched" />nothing read</li>
    </ul>
  );
}

export const Spark = ({ items }) => {
  const x = scaleLinear([0, Math.max(1, items.length - 1)], [1, 99]);
  const y = scaleLinear([0, Math.max(1, ...items.map((d) => d.events))], [19, 1]);
  return <svg class="spark" viewBox="0 0 100 20" aria-hidden="true"><path class="line" d={line().x((d, i) => x(i)).y((d) => y(d.events))(items)} /></svg>;
};
