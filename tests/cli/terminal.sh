# On a terminal `casus code` writes a table as wide as the terminal, in colour unless NO_COLOR is set.
. tests/cli/helpers.bash
ran="casus code in a pseudo-terminal"
cat >"$here/terminal.py" <<'P'
import fcntl, os, pty, re, struct, sys, termios

def show(width, extra):
    """What the command writes to a terminal of this width."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(extra)
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        os.execv(sys.argv[1], [sys.argv[1], "code", "--date", "2022-07-25", "demo/grain.txt"])
    seen = b""
    while True:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    return seen.decode().replace("\r\n", "\n")

for width in (80, 100, 140):
    text = show(width, {})
    assert "\033[" in text, "no colour on a terminal"
    plain = re.sub("\033\\[[0-9;]*m", "", text)
    assert "\033" not in plain, "a control sequence that is no colour"
    assert "Events" in plain and "sentences: " in plain, plain[:200]
    for line in plain.splitlines():
        assert len(line) <= width, "%d columns on a terminal of %d: %s" % (len(line), width, line)
    assert show(width, {"NO_COLOR": "1"}) == plain, "NO_COLOR changes more than colour"
P
if ! python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
  echo "skipped: there are no pseudo-terminals here"
  exit 0
fi
python3 "$here/terminal.py" "$casus" >"$here/out" 2>"$here/err" || fail "$(tail -n 1 "$here/err")"
finish
