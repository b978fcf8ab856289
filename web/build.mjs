// web/src to web/dist: one script, one style sheet, the world's borders, and the page that loads them. Names hold a hash of
// the content, so that a browser may keep them for ever.
import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const out = new URL('./dist/', import.meta.url);
const here = (path) => new URL(path, import.meta.url);
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

function put(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const file = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  writeFileSync(new URL(file, out), bytes);
  return file;
}

// The map names countries by number, the project by three letters, and the browser's own list of names by two.
const codes = JSON.parse(readFileSync(here('node_modules/i18n-iso-countries/codes.json')));
const byNumber = Object.fromEntries(codes.map(([, three, number]) => [number, three]));
const byThree = Object.fromEntries(codes.map(([two, three]) => [three, two]));
const world = JSON.parse(readFileSync(here('node_modules/world-atlas/countries-110m.json')));
const unnumbered = { Kosovo: 'KOS', Somaliland: 'SOM', 'N. Cyprus': 'CYP' };
for (const shape of world.objects.countries.geometries) {
  shape.id = byNumber[shape.id] ?? unnumbered[shape.properties.name] ?? '';
  delete shape.properties;
}
delete world.objects.land;
const map = put('world.json', JSON.stringify(world));

const built = await esbuild.build({
  entryPoints: [new URL('src/main.jsx', import.meta.url).pathname],
  bundle: true, minify: true, format: 'esm', target: 'es2020', write: false, outdir: 'dist', legalComments: 'none',
  jsx: 'automatic', jsxImportSource: 'preact',
  define: { WORLD_MAP: JSON.stringify(map), TWO_LETTERS: JSON.stringify(byThree) },
});
const files = {};
for (const f of built.outputFiles) files[f.path.endsWith('.css') ? 'css' : 'js'] = put(f.path.endsWith('.css') ? 'app.css' : 'app.js', f.contents);

writeFileSync(new URL('index.html', out), `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>casus</title>
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><link rel="stylesheet" href="${files.css}"><script type="module" src="${files.js}"></script></head>
<body><div id="app"></div><noscript>This page needs JavaScript; everything it shows is in the API too: <a href="/openapi.json">/openapi.json</a>.</noscript></body></html>
`);
