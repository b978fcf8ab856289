# The same bytes whatever the number of threads, messages apart; a failing document does not shift the others.
. tests/cli/helpers.bash
files=()
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  sed "1s/.*/Report number $i/" demo/grain.txt >"$here/$i.txt"
  files+=("$here/$i.txt")
  [ "$i" = 5 ] && : >"$here/empty" && files+=("$here/empty")
done
python3 - >"$here/many.jsonl" <<'P'
import json
for i in range(40):
    print(json.dumps({"id": "d%d" % i, "date": "2022-07-%02d" % (i % 28 + 1), "text": "Police in Nairobi arrested %d students on Monday. " % (i + 2) * (i % 7 + 1)}))
    if i % 10 == 3:
        print('{"id": "broken", ')
P
for format in plover csv gdelt table html; do
  run code --jobs 1 --date 2022-07-25 --format $format "${files[@]}" "$here/many.jsonl"
  status_is 1
  cp "$here/out" "$here/one"
  [ -s "$here/one" ] || fail "nothing was written"
  for n in 2 8; do
    run code -j$n --date 2022-07-25 --format $format "${files[@]}" "$here/many.jsonl"
    status_is 1
    err_has 'empty: the file is empty'
    err_has 'many\.jsonl:5: '
    same "$here/one" "$here/out"
  done
done
run read --jobs 1 --mentions "${files[@]}"
cp "$here/out" "$here/one"
run read --jobs 3 --mentions "${files[@]}"
same "$here/one" "$here/out"
out_lines 12
finish
