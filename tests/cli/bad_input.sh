# Bad input: a message that names the file (and line), the document skipped or read as far as it goes,
# the others untouched, the right exit status; never a crash, never a silent loss.
. tests/cli/helpers.bash
sentence='Police in Nairobi arrested 12 students on Monday.'
echo "$sentence" >"$here/good.txt"
"$casus" code --format csv "$here/good.txt" >"$here/good.csv" || fail "the good document fails"

# beside FILE STATUS: FILE is read before and after a good document, which must come out as it does alone
beside() {
  run code --format csv "$here/good.txt" "$here/$1" "$here/good.txt"
  status_is "$2"
  [ "$(grep -cF "$(tail -n 1 "$here/good.csv")" "$here/out")" = 2 ] || fail "the documents beside $1 changed"
}
lost() { # FILE MESSAGE: skipped with this message, and nothing of it written
  beside "$1" 1
  err_has "$1: .*$2|$1:[0-9]+: .*$2"
  out_lines 3
}
kept() { # FILE STATUS MESSAGE: its event is there all the same
  beside "$1" "$2"
  err_has "$1: .*$3|$1:[0-9]+: .*$3"
  [ "$(grep -c 'COERCE,arrest' "$here/out")" -ge 3 ] || fail "the event of $1 is lost"
}

printf 'Police in Nairobi arrested 12 students \xff\xfe on Monday in Nairobi.\n' >"$here/utf8.txt"
kept utf8.txt 0 'not UTF-8'
printf 'Police in Nairobi arrested 12 students\0 on Monday.\0\n' >"$here/nul.txt"
kept nul.txt 0 'NUL'

: >"$here/empty.txt"
lost empty.txt 'empty'
printf ' \n\n \t\n' >"$here/blank.txt"
beside blank.txt 0
err_has 'blank\.txt: nothing but blanks'
out_lines 3

printf '\x89PNG\r\n\x1a\n' >"$here/picture.png"
head -c 3000 /dev/zero >>"$here/picture.png"
lost picture.png 'binary'
head -c 20000 "$casus" >"$here/program"
lost program 'binary'
lost missing.txt 'No such file'
mkdir "$here/folder"
lost folder 'director|folder|cannot be read'

python3 - "$here" "$sentence" <<'P'
import gzip, sys
here, sentence = sys.argv[1], sys.argv[2] + " "
open(here + "/line.txt", "w").write(sentence * (100 * 1024 * 1024 // len(sentence)))
open(here + "/word.txt", "w").write("x" * (1024 * 1024))
open(here + "/commas.txt", "w").write("Kenya, " * 20000 + "\n")
deep = "<!doctype html><html><head><title>Arrests</title></head><body>" + "<div>" * 100000 + "<p>%s</p>" % sentence + "</div>" * 100000
open(here + "/deep.html", "w").write(deep)
packed = gzip.compress((sentence * 50 + "".join("%d " % (i * 7919 % 10007) for i in range(20000))).encode())
open(here + "/cut.txt.gz", "wb").write(packed[:len(packed) // 2])
open(here + "/stub.txt.gz", "wb").write(packed[:12])
open(here + "/whole.txt.gz", "wb").write(gzip.compress(sentence.encode()))
P
lost line.txt 'longer than'
rm "$here/line.txt"
beside word.txt 0
beside commas.txt 0
kept deep.html 0 'nested too deep'
kept cut.txt.gz 1 'ends early'
lost stub.txt.gz 'ends early'
beside whole.txt.gz 0
err_is_empty
[ "$(grep -c 'COERCE,arrest' "$here/out")" = 3 ] || fail "gzip is not unpacked"

# Unknown dates: told, left empty, never guessed.
cat >"$here/dates.jsonl" <<J
{"id":"soon","date":"soon","text":"$sentence"}
{"id":"month13","date":"2022-13-45","text":"$sentence"}
{"id":"none","text":"$sentence"}
{"id":"known","date":"2022-01-11","text":"$sentence"}
J
run code --format csv "$here/dates.jsonl"
status_is 0
err_has "dates\.jsonl:1: date 'soon'"
err_has "dates\.jsonl:2: date '2022-13-45'"
python '
import csv
days = {r["doc"]: (r["date"], r["published"]) for r in csv.DictReader(sys.stdin)}
assert days == {"soon": ("", ""), "month13": ("", ""), "none": ("", ""), "known": ("2022-01-10", "2022-01-11")}, days
'
run code --format csv --date 2022-02-01 "$here/dates.jsonl" # --date is for documents that have none
python '
import csv
days = {r["doc"]: r["published"] for r in csv.DictReader(sys.stdin)}
assert days["none"] == "2022-02-01" and days["known"] == "2022-01-11", days
'

# JSON Lines: each bad line is told with its number, the good ones are coded.
cat >"$here/bad.jsonl" <<J
{"id":"first","date":"2022-01-11","text":"$sentence"}
{"id":"b","date
[1,2]

{"id":5,"text":7}
{"id":"e"}
not json at all
{"id":"last","date":"2022-01-11","text":"$sentence"}
J
run code --format csv "$here/bad.jsonl"
status_is 1
for line in 2 3 5 6 7; do
  err_has "bad\.jsonl:$line: "
done
out_lines 3
out_has ',first,2022-01-11,'
out_has ',last,2022-01-11,'

# A full disk is a failure, not a shorter file.
if [ -w /dev/full ]; then
  "$casus" code --format csv "$here/good.txt" >/dev/full 2>"$here/err"
  status=$?
  status_is 1
  err_has 'could not be written'
fi

# Standard input, and nothing at all on it.
"$casus" code --format csv - <"$here/good.txt" >"$here/out" 2>"$here/err" || fail "standard input"
out_has 'COERCE,arrest'
run code --format csv
status_is 1
err_has 'empty'
finish
