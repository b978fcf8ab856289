# An installed casus finds its knowledge, and the README's C program builds against both libraries.
. tests/cli/helpers.bash
build=$(dirname "$casus")
if [ ! -f "$build/libcasus.a" ]; then
  echo "skipped: a build with sanitizers has no static library"
  exit 0
fi
cmake --install "$build" --prefix "$here/usr" >"$here/out" 2>"$here/err" || fail "cmake --install"
unset CASUS_DATA
cp tests/cli/arrest.c "$here/"
echo 'Police in Nairobi arrested 12 students.' >"$here/good.txt"
cd "$here" || exit 1
casus=$here/usr/bin/casus
run code --format csv "$here/good.txt"
status_is 0
out_has 'COERCE,arrest'
lib=$(dirname "$(find "$here/usr" -name libcasus.a)")
cc -Iusr/include -o shared arrest.c -L"$lib" -lcasus >out 2>err || fail "linking libcasus.so"
cc -Iusr/include -o static arrest.c "$lib/libcasus.a" -lm >out 2>err || fail "linking libcasus.a"
for kind in shared static; do
  ran="the program with the $kind library"
  LD_LIBRARY_PATH=$lib ./$kind "$here/usr/share/casus" >out 2>err
  status=$?
  status_is 0
  out_has '"event":"COERCE"'
done
grep -q '^Libs: .*-lcasus' "$lib/pkgconfig/casus.pc" || fail "casus.pc"
finish
