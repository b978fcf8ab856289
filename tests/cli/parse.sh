# `casus parse`: CoNLL-U out; with --input conllu the sentences and tokens that came in, tags and heads new.
. tests/cli/helpers.bash
check='
sentences = [block.split("\n") for block in sys.stdin.read().split("\n\n") if block.strip()]
for lines in sentences:
    rows = [l.split("\t") for l in lines if not l.startswith("#")]
    assert all(len(r) == 10 for r in rows), lines
    words = [r for r in rows if r[0].isdigit()]
    assert [int(r[0]) for r in words] == list(range(1, len(words) + 1)), "numbers"
    heads = [int(r[6]) for r in words]
    assert heads.count(0) == 1, "roots: %s" % heads
    for i, head in enumerate(heads):
        seen, at = set(), i + 1
        while at:
            assert at not in seen, "a loop"
            seen.add(at)
            at = heads[at - 1]
    assert all((r[6] == "0") == (r[7] == "root") for r in words), "root label"
    assert all(r[3].isupper() and r[2] for r in words)
'
run parse demo/grain.txt
status_is 0
err_is_empty
python "$check"'
assert len(sentences) >= 15
words = [l.split("\t") for lines in sentences for l in lines if l[0].isdigit()]
assert any(w[1] == "Istanbul" and w[9].find("NER=B-LOC") >= 0 for w in words), "names in MISC"
urged = [w for w in words if w[1] == "urged"][0]
assert (urged[2], urged[3]) == ("urge", "VERB"), urged
'
# The gold columns of this sentence are wrong on purpose: nothing of them may come back.
printf '%s\n' '# sent_id = weird-1' '# text = Police didn'\''t arrest 12 students.' \
  '1	Police	x	X	X	_	2	dep	_	_' \
  '2-3	didn'\''t	_	_	_	_	_	_	_	_' \
  '2	did	x	X	X	_	0	root	_	_' \
  '3	n'\''t	x	X	X	_	2	dep	_	_' \
  '4	arrest	x	X	X	_	2	dep	_	_' \
  '5	12	x	X	X	_	2	dep	_	_' \
  '6	students	x	X	X	_	2	dep	_	SpaceAfter=No' \
  '7	.	x	X	X	_	2	dep	_	_' '' >"$here/in.conllu"
run parse --input conllu "$here/in.conllu"
status_is 0
python "$check"'
lines = sentences[0]
assert len(sentences) == 1 and lines[0] == "# sent_id = weird-1", lines[:2]
rows = [l.split("\t") for l in lines if not l.startswith("#")]
assert [r[1] for r in rows] == ["Police", "didn\u0027t", "did", "n\u0027t", "arrest", "12", "students", "."], rows
arrest = [r for r in rows if r[1] == "arrest"][0]
assert (arrest[2], arrest[3], arrest[6], arrest[7]) == ("arrest", "VERB", "0", "root"), arrest
students = [r for r in rows if r[1] == "students"][0]
assert (students[2], students[6], students[7]) == ("student", "4", "obj"), students
'
# Not CoNLL-U: the file and the line.
printf 'Police arrested 12 students.\n' >"$here/not.conllu"
run parse --input conllu "$here/not.conllu" "$here/in.conllu"
status_is 1
err_has 'not\.conllu:1: '
out_has '^4	arrest'
run parse --input conllu "$here/missing.conllu"
status_is 1
err_has 'missing\.conllu'
finish
