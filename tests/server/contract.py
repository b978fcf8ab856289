#!/usr/bin/env python3
"""The running server against its own description, and against what the world sends: contract.py HOST:PORT TOKEN JUDGEMENTS-FILE

Every route of /openapi.json is asked without and with each of its parameters, in each of its formats; every answer must have the
shape that is promised there. Standard library only.
"""
import http.client
import json
import socket
import sys
import threading
import time
import urllib.parse

HOST, PORT = sys.argv[1].rsplit(":", 1)
TOKEN, JUDGEMENTS = sys.argv[2], sys.argv[3]
failures = []


def check(good, what):
    if not good:
        failures.append(what)


def ask(method, path, body=None, headers=None):
    c = http.client.HTTPConnection(HOST, int(PORT), timeout=30)
    c.request(method, path, body, headers or {})
    r = c.getresponse()
    data = r.read()
    c.close()
    return r.status, {k.lower(): v for k, v in r.getheaders()}, data


status, _, raw = ask("GET", "/openapi.json")
check(status == 200, "/openapi.json answers %d" % status)
api = json.loads(raw)


def deref(schema):
    while "$ref" in schema:
        node = api
        for part in schema["$ref"][2:].split("/"):
            node = node[part]
        schema = node
    return schema


def is_type(value, name):
    return {"object": isinstance(value, dict), "array": isinstance(value, list), "string": isinstance(value, str), "boolean": isinstance(value, bool), "null": value is None,
            "integer": isinstance(value, int) and not isinstance(value, bool), "number": isinstance(value, (int, float)) and not isinstance(value, bool)}[name]


def shape(value, schema, where):
    """What of JSON Schema the description uses."""
    schema = deref(schema)
    for one in schema.get("allOf", []):
        shape(value, one, where)
    if "anyOf" in schema or "oneOf" in schema:
        before = len(failures)
        for one in schema.get("anyOf", schema.get("oneOf")):
            start = len(failures)
            shape(value, one, where)
            if len(failures) == start:
                del failures[before:]
                return
        return
    kinds = schema.get("type")
    if kinds and not any(is_type(value, k) for k in ([kinds] if isinstance(kinds, str) else kinds)):
        check(False, "%s is %r, not %s" % (where, value, kinds))
        return
    if "enum" in schema and value not in schema["enum"]:
        check(False, "%s is %r, not one of %s" % (where, value, schema["enum"]))
    if isinstance(value, dict):
        for key in schema.get("required", []):
            check(key in value, "%s has no %s" % (where, key))
        for key, inner in value.items():
            if key in schema.get("properties", {}):
                shape(inner, schema["properties"][key], where + "." + key)
            elif schema.get("additionalProperties") is False:
                check(False, "%s has %s, which is not promised" % (where, key))
    if isinstance(value, list) and "items" in schema:
        for i, inner in enumerate(value[:50]):
            shape(inner, schema["items"], "%s[%d]" % (where, i))


# ---- every route, every parameter, every format ----

first = json.loads(ask("GET", "/api/v1/events?limit=1")[2])["items"][0]
fills = {"/api/v1/events/{id}": {"id": first["id"]}, "/api/v1/documents/{id}": {"id": str(first["document"])}, "/api/v1/actors/{code}": {"code": "RUS"}, "/api/v1/dyads/{a}/{b}": {"a": "RUS", "b": "UKR"}}
samples = {"since": "2022-01", "until": "2023", "actor": "RUS", "recipient": "UKR", "claimant": "UKRGOV", "event": "ASSAULT", "country": "UKR", "status": "actual", "place": "Odesa", "source": "Example",
           "kind": "demand", "what": "troops", "issue": "sanctions", "stance": "against", "text": "grain", "quad": "4", "score": "0.5", "document": "1", "limit": "2", "min": "1", "order": "oldest",
           "by": "week", "undirected": "true", "mentions": "true", "why": "true", "reading": "now", "phrase": "Kremlin spokesman", "file": "verbs/threaten.txt", "date": "2022-07-25"}
needed = {"/api/v1/knowledge": "phrase=Kremlin", "/api/v1/knowledge/file": "file=verbs/threaten.txt"}


def parameters(operation):
    return [p for p in map(deref, operation.get("parameters", [])) if p["in"] == "query"]


def sample(p, path):
    if path.endswith("meetings") and p["name"] == "status":
        return "held"
    return samples.get(p["name"])


for path, item in api["paths"].items():
    if "get" not in item or path.endswith("/stream"):
        continue
    operation, real = item["get"], path
    for name, value in fills.get(path, {}).items():
        real = real.replace("{%s}" % name, urllib.parse.quote(value, safe=""))
    if path.endswith("/tension"):
        needed[path] = "actor=RUS"  # a recipient alone is refused
    types = operation["responses"]["200"]["content"]
    base = real + ("?" + needed[path] if path in needed else "")
    join = "&" if "?" in base else "?"
    asked = [base] + ["%s%s%s=%s" % (base, join, p["name"], urllib.parse.quote(sample(p, path))) for p in parameters(operation) if sample(p, path) and p["name"] + "=" not in base]
    for url in asked:
        status, headers, data = ask("GET", url)
        check(status == 200, "%s answers %d %s" % (url, status, data[:150]))
        if status == 200 and "application/json" in types:
            shape(json.loads(data), types["application/json"]["schema"], url)
        check(headers.get("x-content-type-options") == "nosniff" and "default-src" in headers.get("content-security-policy", ""), "%s lacks the security headers" % url)
    for kind, extension in (("text/csv", "csv"), ("application/x-ndjson", "jsonl"), ("application/geo+json", "geojson"), ("text/calendar", "ics")):
        if kind in types:
            status, headers, data = ask("GET", "%s.%s" % (real, extension))
            check(status == 200 and headers["content-type"].startswith(kind), "%s.%s answers %d %s" % (real, extension, status, headers.get("content-type")))
            again = ask("GET", real, headers={"Accept": kind})
            check(again[2] == data, "%s: Accept and extension differ for %s" % (real, kind))
    status, _, data = ask("GET", base + join + "nosuch=1")
    check(status == 400 and json.loads(data)["error"]["field"] == "nosuch", "%s takes an unknown parameter: %d" % (base, status))
    status, headers, data = ask("GET", base)
    if headers.get("etag"):
        check(ask("GET", base, headers={"If-None-Match": headers["etag"]})[0] in (304, 200) and (path in ("/healthz", "/metrics") or ask("GET", base, headers={"If-None-Match": headers["etag"]})[0] == 304), "%s: no 304" % base)

# ---- pages of a list: all items, each once ----
whole = json.loads(ask("GET", "/api/v1/events?limit=1000")[2])
seen, cursor = [], ""
while cursor is not None:
    page = json.loads(ask("GET", "/api/v1/events?limit=3" + ("&next=" + urllib.parse.quote(cursor) if cursor else ""))[2])
    seen += [e["id"] for e in page["items"]]
    check(page["truncated"] == (page["next"] is not None) and page["returned"] == len(page["items"]), "the envelope lies")
    cursor = page["next"]
check(seen == [e["id"] for e in whole["items"]] and len(seen) == whole["total"], "paging loses or doubles")

# ---- what is wrong is told by name ----
for url, field in (("/api/v1/events?since=soon", "since"), ("/api/v1/events?limit=0", "limit"), ("/api/v1/events?limit=99999999", "limit"), ("/api/v1/events?event=WAR", "event"), ("/api/v1/events?next=zzz", "next"),
                   ("/api/v1/events?text=%22open", "text"), ("/api/v1/series?by=hour", "by"), ("/api/v1/events?since=2023&until=2022", "until"), ("/api/v1/knowledge/file?file=../../etc/passwd", "file"),
                   ("/api/v1/tension?recipient=UKR", "recipient"), ("/api/v1/events?format=xml", "format")):
    status, _, data = ask("GET", url)
    check(status in (400, 404) and json.loads(data)["error"]["field"] == field, "%s: %d %s" % (url, status, data[:200]))
for url in ("/api/v1/events/nosuch", "/api/v1/documents/999999", "/api/v1/actors/QQQ", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/v2/events", "/index.html/../../x", "//etc/passwd"):
    status, _, data = ask("GET", url)
    check(status in (400, 404) and b"root:" not in data and "error" in json.loads(data), "%s: %d" % (url, status))
check(ask("DELETE", "/api/v1/events")[0] in (405, 501), "DELETE is answered")
check(ask("GET", "/healthz", headers={"Host": "evil.example"})[0] in (400, 403, 421), "a foreign Host is served")

# ---- hostile text is text ----
events = json.loads(ask("GET", "/api/v1/documents?limit=1000")[2])["items"]
hostile = [d for d in events if "<script>" in d["title"]]
check(hostile and "\u202e" in hostile[0]["title"] and "DROP TABLE" in hostile[0]["title"], "the hostile title is kept as it was")
check(ask("GET", "/api/v1/events?actor=RUS%27%20OR%201=1%20--")[0] in (200, 400), "a quotation mark in a filter")
check(json.loads(ask("GET", "/api/v1/events?actor=RUS%27%20OR%201=1%20--")[2]).get("total", 0) == 0, "a quotation mark in a filter finds rows")

# ---- reading and judging ----
def post(path, value, headers=None):
    return ask("POST", path, value if isinstance(value, bytes) else json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})})


status, _, data = post("/api/v1/read?mentions=true&why=true", {"date": "2024-03-12", "title": "T", "text": "Police in Nairobi arrested 12 students on Monday."})
check(status == 200, "read answers %d %s" % (status, data[:200]))
read = json.loads(data)
shape(read, api["components"]["schemas"]["Read"], "read")
check(read["events"] and read["events"][0]["event"] == "COERCE" and isinstance(read["notes"], list) and read["mentions"], "read reads")
status, _, data = post("/api/v1/read", {"html": "<html><body><article><h1>War</h1><p>Iran rejected the offer of the United States on Monday, its foreign minister said in Tehran.</p></article></body></html>"})
check(status == 200 and json.loads(data)["events"], "read reads a page: %d %s" % (status, data[:200]))
for body, field in (({"date": "soon", "text": "x"}, "date"), ({"texts": "x"}, "texts"), ({}, "text"), ({"text": 5}, "text"), (b"[1,2]", "body"), (b"{\"text\":", "body"), (b"\xff\xfe", "body")):
    status, _, data = post("/api/v1/read", body)
    check(status == 400 and json.loads(data)["error"]["field"] == field, "read of %r: %d %s" % (body, status, data[:200]))
try:
    check(post("/api/v1/read", b"{\"text\":\"" + b"a" * (3 << 20) + b"\"}")[0] == 413, "3 MB are taken")
except OSError:
    pass  # refused before it was all sent
judged = {"document": first["document"], "sentence": first["sentence"], "verdict": "wrong", "note": "no\nevent", "report": first["report"]}
check(post("/api/v1/judgements", judged)[0] == 401, "a judgement without a token")
check(post("/api/v1/judgements", judged, {"Authorization": "Bearer nonsense"})[0] == 401, "a judgement with a wrong token")
status, _, data = post("/api/v1/judgements", judged, {"Authorization": "Bearer " + TOKEN})
check(status == 200 and json.loads(data)["written"], "a judgement with the token: %d %s" % (status, data[:200]))
written = open(JUDGEMENTS, encoding="utf-8").read()
check("no event" in written and "\n* " in written, "the judgement file holds the case")

# ---- the stream says what there is ----
s = socket.create_connection((HOST, int(PORT)), 5)
s.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: %s:%s\r\n\r\n" % (HOST.encode(), PORT.encode()))
s.settimeout(5)
told = b""
while b"event: news" not in told:
    told += s.recv(4096)
check(b"text/event-stream" in told, "the stream has no type")
s.close()

# ---- slow and broken clients do not hold it ----
held = []
for i in range(300):
    try:
        c = socket.create_connection((HOST, int(PORT)), 5)
        c.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: " + b"b" * (i % 50))
        held.append(c)
    except OSError:
        break
for rubbish in (b"\x00\x01\x02\x03\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST /api/v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n", b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n"):
    c = socket.create_connection((HOST, int(PORT)), 5)
    c.sendall(rubbish)
    c.settimeout(3)
    try:
        c.recv(1000)
    except OSError:
        pass
    c.close()
begin = time.time()
status, _, _ = ask("GET", "/api/v1/events?limit=1")
check(status == 200 and time.time() - begin < 2, "slow clients hold the server: %d after %.1f s" % (status, time.time() - begin))
for c in held:
    c.close()
answers = []
threads = [threading.Thread(target=lambda: answers.append(ask("GET", "/api/v1/series?by=week")[0])) for _ in range(60)]
for t in threads:
    t.start()
for t in threads:
    t.join()
check(set(answers) <= {200, 429, 503} and answers.count(200) > 20, "sixty at once: %s" % answers)

for what in failures[:40]:
    print("FAILED:", what[:300])
print("%d failures" % len(failures) if failures else "the contract holds: %d routes" % len(api["paths"]))
sys.exit(bool(failures))
