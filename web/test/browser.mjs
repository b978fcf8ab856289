// The page in a real browser: every view, real clicks and keys, no console error, no request elsewhere, no serious axe finding.
//   node test/browser.mjs http://127.0.0.1:8080 SHOTS-FOLDER
import { chromium } from 'playwright-core';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [base, shots] = process.argv.slice(2);
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(shots, { recursive: true });
const failures = [];
const check = (good, what) => { if (!good) { failures.push(what); console.log(`FAILED: ${what}`); } };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

async function open(options) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && !/401|403|404|400/.test(m.text()) && check(false, `console: ${m.text()}`));
  page.on('pageerror', (e) => check(false, `script: ${e.message}`));
  page.on('request', (r) => check(r.url().startsWith(base) || r.url().startsWith('data:'), `a request elsewhere: ${r.url()}`));
  return page;
}

// Playwright's own waiting evaluates strings, which the page's policy forbids: ask again and again instead.
async function until(page, what, test) {
  for (let i = 0; i < 200; i++) {
    if (await test()) return;
    await page.waitForTimeout(100);
  }
  check(false, `waited in vain: ${what}`);
}
const settled = (page) => until(page, `${page.url()} to settle`, async () => (await page.locator('main .wait, main .stale').count()) === 0);
const at = (page, pattern) => until(page, `address ${pattern}`, () => pattern.test(page.url()));

async function go(page, view) {
  await page.goto(`${base}/#/${view}`);
  await page.waitForSelector('main h1', { timeout: 15000 });
  await settled(page);
}

// axe runs in an isolated world, as an extension would: the page's own policy forbids foreign scripts.
async function axe(page, what) {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId } = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  await client.send('Runtime.evaluate', { contextId: executionContextId, expression: axeSource });
  const { result } = await client.send('Runtime.evaluate', { contextId: executionContextId, awaitPromise: true, returnByValue: true,
    expression: 'axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => v.id + ": " + v.nodes.length + " " + v.nodes[0].html.slice(0, 140)))' });
  for (const finding of result.value || []) check(false, `axe, ${what}: ${finding}`);
}

const page = await open({ viewport: { width: 1360, height: 900 } });
const views = ['today', 'map', 'timeline', 'dyads', 'dyads?show=network', 'dyads?show=table', 'actors', 'statements', 'statements?kind=demand', 'calendar', 'figures', 'events', 'sources', 'methods', 'try'];
for (const view of views) {
  await go(page, view);
  check((await page.locator('main').innerText()).length > 40, `${view} is empty`);
  await page.screenshot({ path: `${shots}/${view.replace(/\W+/g, '-')}.png`, fullPage: false });
  await axe(page, view);
}

// From a line of Today to its sentence in the article.
await go(page, 'events');
const sentence = page.locator('table.events .evidence').first();
const words = (await sentence.locator('bdi').innerText()).slice(0, 40);
await sentence.click();
await page.waitForSelector('.reading .text');
check(page.url().includes('#/article/'), 'evidence leads to the article');
check((await page.locator('.text .here').first().count()) === 1, 'the sentence is marked');
check((await page.locator('.reading .text').innerText()).replace(/\s+/g, ' ').includes(words.replace(/\s+/g, ' ').slice(0, 25)), 'the article holds the sentence');
await page.locator('.text .m-action').first().hover();
check(/verbs\/[\w-]+\.txt:\d+/.test(await page.locator('.ledger .rule').innerText()), 'a span tells its rule');
await page.screenshot({ path: `${shots}/article.png` });
await axe(page, 'article');
await page.locator('button', { hasText: 'wrong' }).first().click();
await page.locator('form.judge button[type=submit]').click();
check(/token/i.test(await page.locator('form.judge [role=status]').innerText()), 'without a token nothing is written, and it says so');

// The filter is in the address, and the address brings it back.
await go(page, 'events');
await page.selectOption('label:has-text("Category") select', 'REQUEST');
await at(page, /event=REQUEST/);
await until(page, 'only REQUESTs', async () => { const shown = await page.locator('table.events .quad').allInnerTexts(); return shown.length > 0 && shown.every((t) => t === 'REQUEST'); });
const address = page.url();
await page.goto('about:blank');
await page.goto(address);
await page.waitForSelector('table.events');
check((await page.locator('label:has-text("Category") select').inputValue()) === 'REQUEST', 'the address restores the filter');
await page.locator('button', { hasText: 'As API call' }).click();
check((await page.locator('.told code').innerText()).includes('/api/v1/events?event=REQUEST'), 'the view tells its API call');
await page.locator('button', { hasText: 'As command' }).click();
check((await page.locator('.told code').innerText()).includes('casus query --list events'), 'the view tells its command');

// Keys: search, jump, help.
await page.locator('main').focus();
await page.keyboard.press('/');
check(await page.evaluate(() => document.activeElement.type === 'search'), '/ goes to the search');
await page.keyboard.press('Escape');
await page.locator('main').focus();
await page.keyboard.press('?');
check(await page.locator('.help').isVisible(), '? shows help');
await page.keyboard.press('Escape');
await page.locator('main').focus();
await page.keyboard.press('g');
await page.keyboard.press('m');
await at(page, /#\/map/);

// Zoom: drag over the timeline's bars.
await go(page, 'timeline?by=month');
const box = await page.locator('svg.chart').first().boundingBox();
await page.mouse.move(box.x + box.width * 0.75, box.y + 60);
await page.mouse.down();
await page.mouse.move(box.x + box.width * 0.95, box.y + 60, { steps: 5 });
await page.mouse.up();
await at(page, /since=\d.*by=week|by=week.*since=\d/);

// A pair, with its tension opened into sentences; an actor; the coverage chip; a pasted text.
await go(page, 'dyads?show=table');
await page.locator('main table tbody a').first().click();
await at(page, /#\/dyads\/\w+\/\w+/);
await settled(page);
await until(page, 'tension shows its parts', () => page.locator('table.parts').isVisible());
await page.screenshot({ path: `${shots}/pair.png`, fullPage: true });
await axe(page, 'pair');
await go(page, 'actors');
await page.locator('main table tbody a').first().click();
await at(page, /#\/actor\//);
await settled(page);
await page.screenshot({ path: `${shots}/actor.png` });
await axe(page, 'actor');
await page.locator('.coverage .chip').click();
check(await page.locator('.popover').isVisible(), 'the chip opens what was skipped and why');
await go(page, 'try');
await page.fill('textarea', 'Kenya threatened Uganda with sanctions. <script>alert(1)</script> Police in Nairobi arrested 12 students.');
await page.locator('button', { hasText: 'Read it' }).click();
await page.waitForSelector('.reading .m-action');
check((await page.locator('.reading .text').innerText()).includes('<script>'), 'markup in a text is text');
await page.screenshot({ path: `${shots}/try-read.png` });
await go(page, 'methods?phrase=Kremlin');
check((await page.locator('main').innerText()).includes('countries.txt'), 'a phrase is looked up');

// Dark, and a phone.
for (const [name, options] of [['dark', { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' }], ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }]]) {
  const other = await open(options);
  for (const view of ['today', 'map', 'timeline', 'statements']) {
    await go(other, view);
    await other.screenshot({ path: `${shots}/${name}-${view}.png` });
    await axe(other, `${name} ${view}`);
    const over = await other.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(over <= 1, `${name} ${view} is ${over} px too wide`);
  }
}

// Interactive within a second.
const fresh = await open({ viewport: { width: 1360, height: 900 } });
const begin = Date.now();
await fresh.goto(base);
await fresh.waitForSelector('main h1');
console.log(`first view after ${Date.now() - begin} ms`);
await browser.close();
console.log(failures.length ? `${failures.length} failures` : 'the page holds');
process.exit(failures.length ? 1 : 0);
