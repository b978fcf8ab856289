# Feeds, polled from a server that misbehaves in every way: what is good is read once, everything else ends in a message
# and in time, and the store takes no harm.
. tests/cli/helpers.bash
cat >"$here/server.py" <<'P'
import gzip, http.server, os, socketserver, sys, threading, time
here = sys.argv[1]
log = open(here + "/log", "a", buffering=1)
ITEM = "<item><title>Arrests in %(n)s</title><link>http://127.0.0.1:%(port)d/page/%(n)s</link><pubDate>Tue, 01 Mar 2022 10:00:00 GMT</pubDate><description>Police in Nairobi arrested %(n)s students on Monday.</description></item>"
def rss(port, ns): return ('<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>' + "".join(ITEM % {"n": n, "port": port} for n in ns) + "</channel></rss>").encode()
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for k, v in headers.items(): self.send_header(k.replace("_", "-"), v)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        port, p = self.server.server_address[1], self.path
        log.write("%s %s %s\n" % (p, self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since") or "-", self.headers.get("User-Agent")))
        more = os.path.exists(here + "/more")
        try:
            if p == "/robots.txt": self.answer(200, b"User-agent: *\nDisallow: /private\nDisallow: /page/14\n")
            elif p == "/good.xml":
                tag = '"v2"' if more else '"v1"'
                if self.headers.get("If-None-Match") == tag: self.answer(304)
                else: self.answer(200, rss(port, [12, 13, 15] if more else [12, 13]), ETag=tag, Content_Type="application/rss+xml")
            elif p == "/dated.xml":
                d = "Tue, 01 Mar 2022 11:00:00 GMT"
                if self.headers.get("If-Modified-Since") == d: self.answer(304)
                else: self.answer(200, rss(port, [21]), Last_Modified=d)
            elif p == "/pages.xml": self.answer(200, rss(port, [14, 16]))
            elif p.startswith("/page/"):
                n = p.split("/")[-1]
                self.answer(200, ("<!DOCTYPE html><html><head><title>Arrests: %s</title><meta property='article:published_time' content='2022-03-01T10:00:00Z'></head><body><nav>Home News Sport</nav><article><h1>Arrests: %s</h1><p>Officers in Lagos detained %s protesters on Monday near the state house, a spokesman for the police of the city said in a statement to reporters.</p><p>The protesters had gathered in the morning to demand higher wages for the teachers of the public schools of Lagos and of the villages around the city, which have been closed for weeks.</p></article></body></html>" % (n, n, n)).encode(), Content_Type="text/html")
            elif p == "/private.xml": self.answer(200, rss(port, [99]))
            elif p == "/silent.xml": time.sleep(20)
            elif p == "/drip.xml":
                self.send_response(200); self.end_headers()
                for i in range(20): self.wfile.write(b"<"); self.wfile.flush(); time.sleep(1)
            elif p == "/huge.xml":
                self.send_response(200); self.end_headers()
                for i in range(40): self.wfile.write(b"x" * 1000000)
            elif p == "/bomb.xml": self.answer(200, gzip.compress(b" " * 60000000), Content_Encoding="gzip")
            elif p == "/badgzip.xml": self.answer(200, b"\x1f\x8b\x08 this is not gzip", Content_Encoding="gzip")
            elif p == "/loop.xml": self.answer(302, Location="/loop.xml")
            elif p == "/file.xml": self.answer(302, Location="file:///etc/passwd")
            elif p == "/moved.xml": self.answer(301, Location="/moved2.xml")
            elif p == "/moved2.xml": self.answer(200, rss(port, [31]))
            elif p == "/broken.xml": self.answer(500, b"sorry")
            elif p == "/busy.xml": self.answer(429, Retry_After="7200")
            elif p == "/short.xml":
                self.send_response(200); self.send_header("Content-Length", "5000"); self.end_headers(); self.wfile.write(b"<rss>"); self.close_connection = True
            elif p == "/rubbish.xml": self.answer(200, bytes(range(256)) * 50)
            elif p == "/empty.xml": self.answer(200)
            elif p == "/nothttp.xml": self.wfile.write(b"\x00\x01\x02 no HTTP\n"); self.close_connection = True
            elif p == "/headers.xml": self.answer(200, rss(port, [41]), ETag="x" * 3000, X="y" * 60000)
            else: self.answer(404)
        except (BrokenPipeError, ConnectionResetError): pass
class S(socketserver.ThreadingMixIn, http.server.HTTPServer): daemon_threads = True
s = S(("127.0.0.1", 0), H)
open(here + "/port.new", "w").write(str(s.server_address[1])); os.rename(here + "/port.new", here + "/port")
threading.Timer(300, lambda: os._exit(0)).start()
s.serve_forever()
P
python3 "$here/server.py" "$here" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$here"' EXIT
for _ in $(seq 100); do [ -s "$here/port" ] && break; sleep 0.1; done
web=http://127.0.0.1:$(cat "$here/port")
count() { "$casus" sql --db "$1" --format csv "SELECT count(*) AS n FROM documents" | tail -n 1; }

# Private addresses are not reached unless that is allowed, by whatever name.
for address in "$web/good.xml" "http://localhost:$(cat "$here/port")/good.xml" "http://[::ffff:127.0.0.1]:$(cat "$here/port")/good.xml"; do
  run watch --db "$here/closed.db" --once "$address"
  status_is 1
done
[ ! -e "$here/log" ] || [ ! -s "$here/log" ] || fail "a private address was asked"
for address in file:///etc/passwd ftp://example.org/feed gopher://127.0.0.1/ http:// ; do
  run watch --db "$here/closed.db" --once --allow-private "$address"
  status_is 1
  [ -s "$here/err" ] || fail "no message for $address"
done

# An OPML file; asked twice, nothing is read twice, and the second time the server is told what is known.
cat >"$here/feeds.opml" <<O
<?xml version="1.0"?><opml version="2.0"><body><outline text="a"><outline type="rss" xmlUrl="$web/good.xml"/></outline><outline xmlUrl="$web/dated.xml"/><outline xmlUrl="$web/moved.xml"/></body></opml>
O
run watch --db "$here/a.db" --once --every 0 --allow-private --agent 'casus-test/1 (tests@example.org)' "$here/feeds.opml"
status_is 0
err_is_empty
[ "$(count "$here/a.db")" = 4 ] || fail "$(count "$here/a.db") documents, not 4"
: >"$here/log"
run watch --db "$here/a.db" --once --every 0 --allow-private --agent 'casus-test/1 (tests@example.org)' "$here/feeds.opml"
status_is 0
[ "$(count "$here/a.db")" = 4 ] || fail "the same items were read twice"
grep -q '^/good.xml "v1" casus-test/1 (tests@example.org)$' "$here/log" || fail "no ETag or user agent was sent"
grep -q '^/dated.xml Tue, 01 Mar 2022' "$here/log" || fail "no date was sent"
touch "$here/more"
run watch --db "$here/a.db" --once --every 0 --allow-private "$here/feeds.opml"
out_has '1 document added'
[ "$(count "$here/a.db")" = 5 ] || fail "the new item was not read"
run query --db "$here/a.db" --event arrest --format csv
out_has 'COERCE,arrest'

# A feed is not asked before its time.
run watch --db "$here/a.db" --once --every 60 --allow-private "$web/good.xml"
: >"$here/log"
run watch --db "$here/a.db" --once --every 60 --allow-private "$web/good.xml"
status_is 0
[ ! -s "$here/log" ] || fail "asked again at once"

# Pages instead of summaries; what robots.txt forbids is left alone.
: >"$here/log"
run watch --db "$here/p.db" --once --every 0 --pages --allow-private "$web/pages.xml"
status_is 0
grep -q '^/page/16' "$here/log" || fail "the page was not read"
! grep -q '^/page/14' "$here/log" || fail "a page was read against robots.txt"
run sql --db "$here/p.db" --format csv 'SELECT text FROM documents'
out_has 'Officers in Lagos detained 16 protesters'
out_has 'arrested 14 students'
: >"$here/log"
run watch --db "$here/p.db" --once --every 0 --pages --allow-private "$web/pages.xml"
! grep -q '^/page/16' "$here/log" || fail "a known page was read again"
run watch --db "$here/p.db" --once --allow-private "$web/private.xml"
status_is 1
err_has 'robots.txt'

# Everything that goes wrong: a message, in time, and the good feed beside it is read.
began=$SECONDS
run watch --db "$here/b.db" --once --every 0 --timeout 3 --allow-private "$web"/{silent,drip,huge,bomb,badgzip,loop,file,broken,busy,short,rubbish,empty,nothttp,headers,missing}.xml "$web/good.xml" http://127.0.0.1:1/x.xml
status_is 1
[ $((SECONDS - began)) -lt 60 ] || fail "it took $((SECONDS - began)) seconds"
for name in silent drip huge bomb badgzip loop file broken busy short nothttp missing; do err_has "/$name\.xml: "; done
err_has 'huge.xml: the answer is longer than'
err_has 'bomb.xml: the answer is longer than'
err_has 'broken.xml: the server answers 500'
run sql --db "$here/b.db" --format csv 'SELECT url, title FROM documents ORDER BY url'
out_has 'Arrests in 12'
out_lacks 'root:'
run doctor --db "$here/b.db"
status_is 0
run sql --db "$here/b.db" --format csv "SELECT url, failures, (strftime('%s', next) - strftime('%s', 'now')) / 600 AS wait FROM feeds WHERE url LIKE '%busy%' OR url LIKE '%good%'"
out_has 'busy.xml,1,1[12]'
out_has 'good.xml,0,0'

# A longer wait after each failure.
run sql --db "$here/b.db" --format csv "SELECT (strftime('%s', next) - strftime('%s', 'now')) / 10 AS wait FROM feeds WHERE url LIKE '%broken%'"
out_has '^[56]$'

# Without --once it goes on until it is told to stop, and then ends in order.
"$casus" watch --db "$here/c.db" --every 0 --allow-private "$web/good.xml" >"$here/out" 2>"$here/err" &
watcher=$!
for _ in $(seq 100); do grep -q 'added' "$here/out" && break; [ -s "$here/c.db" ] && [ "$(count "$here/c.db" 2>/dev/null)" = 3 ] && break; sleep 0.1; done
kill -TERM $watcher
wait $watcher
status=$?
status_is 0
[ "$(count "$here/c.db")" = 3 ] || fail "the watcher read $(count "$here/c.db") documents, not 3"
run watch --db "$here/c.db" --once "$here/no-such.opml"
status_is 1
run watch --once x
status_is 2
finish
