#!/usr/bin/env bash
# How fast a store is filled: store.sh CASUS [DOCUMENTS]. Real and made-up articles (100,000), two jobs; documents and words a
# second, peak memory, size of the store, and how long a second run takes that has nothing to do.
set -eu
casus=$(realpath "$1")
n=${2:-100000}
corpus=${CASUS_CORPUS:-../shared/data/corpus/reuters21578.jsonl.xz}
[ -f "$corpus" ] || { echo "store: skipped, the corpus is not beside the project"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xz -dc "$corpus" | python3 -c '
import datetime, json, random, re, sys
random.seed(7)
n = int(sys.argv[1]); out = open(sys.argv[2], "w"); words = 0
docs = [json.loads(l) for l in sys.stdin][:n]
def put(d):
    global words
    out.write(json.dumps(d) + "\n"); words += len(d["text"].split())
for d in docs: put({k: d[k] for k in ("id", "date", "title", "text")} | {"source": "Reuters"})
for i in range(len(docs), n):
    a, b = random.choice(docs), random.choice(docs)
    sa, sb = a["text"].split("\n    "), b["text"].split("\n    ")
    copy = random.random() < .3
    paragraphs = sa[:max(1, len(sa) - random.randint(0, 2))] if copy else random.sample(sa, min(len(sa), random.randint(1, 5))) + random.sample(sb, min(len(sb), random.randint(1, 5)))
    text = "\n    ".join(paragraphs)
    if not copy: text = re.sub(r"\d", lambda m: str(random.randint(0, 9)), text)
    day = datetime.date.fromisoformat(a["date"]) + datetime.timedelta(days=0 if copy else random.randint(0, 300))
    put({"id": "made-%d" % i, "date": day.isoformat(), "title": a["title"], "text": text, "url": "https://www.%s.example/%d" % (random.choice("alpha beta gamma delta".split()), i)})
print(words)' "$n" "$work/in.jsonl" >"$work/words"
measure='
import resource, subprocess, sys, time
t = time.time(); code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL); t = time.time() - t
print("%d %.2f %d" % (code, t, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))'
read -r code seconds memory < <(python3 -c "$measure" "$casus" ingest --db "$work/a.db" --jobs 2 "$work/in.jsonl")
read -r code2 again _ < <(python3 -c "$measure" "$casus" ingest --db "$work/a.db" --jobs 2 - <"$work/in.jsonl")
awk -v n="$n" -v w="$(cat "$work/words")" -v s="$seconds" -v m="$memory" -v a="$again" -v size="$(stat -c %s "$work/a.db")" -v bad="$((code + code2))" 'BEGIN {
  printf "store: %d documents, %d words in %.1f s on two jobs: %.0f documents/s, %.0f words/s; peak %d MB; store %.0f MB; nothing new: %.1f s\n", n, w, s, n / s, w / s, m, size / 1e6, a; exit bad > 0 || m > 300 }'
