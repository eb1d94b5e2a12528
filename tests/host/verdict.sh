#!/bin/sh
# verdict.sh - the verdict on a boot's log must refuse what proves nothing
. "$(dirname "$0")/../lib.sh"
verdict=$top/tests/verdict

cat >"$trash/expected" <<'EOF'
1 mounted /proc
2 twice
1 init: restart
EOF
cat >"$trash/good" <<'EOF'
mounted /proc
twice
other
twice
init: restart
[    0.300000] reboot: Restarting system
EOF

# refuses FILE TEXT: not accepted, and this is why
refuses() {
	! "$verdict" "$1" "$trash/expected" >"$trash/why" 2>&1 && grep -F "$2" "$trash/why"
}

: >"$trash/empty"
sed '/mounted/d' "$trash/good" >"$trash/short"
sed '0,/twice/{/twice/d}' "$trash/good" >"$trash/once"
head -n 3 "$trash/good" >"$trash/cut"
sed 's/^init: restart/[    0.2] Kernel panic - not syncing: Attempted to kill init!/' "$trash/good" >"$trash/panic"
sed 's/^init: restart/[    0.2] reboot: System halted/; $d' "$trash/good" >"$trash/halted"
{ cat "$trash/good"; echo twice; } >"$trash/more"
sed 's/mounted .proc/mounted \/process/' "$trash/good" >"$trash/longer"
sed 's/$/\r/' "$trash/good" >"$trash/crlf"

check 'a good log is accepted' "$verdict" "$trash/good" "$trash/expected"
check 'so is one with a terminal'"'"'s line ends' "$verdict" "$trash/crlf" "$trash/expected"
check 'refused: empty' refuses "$trash/empty" 'empty'
check 'refused: no such log' refuses "$trash/nowhere" 'empty'
check 'refused: a panic' refuses "$trash/panic" 'panicked'
check 'refused: halted' refuses "$trash/halted" 'ends with'
check 'refused: cut short' refuses "$trash/cut" 'init: restart'
check 'refused: one line short' refuses "$trash/short" 'mounted /proc'
check 'refused: a line too few times' refuses "$trash/once" '1 times, expected 2'
check 'refused: a line too many times' refuses "$trash/more" '3 times, expected 2'
check 'refused: a line that only begins right' refuses "$trash/longer" 'mounted /proc'
: >"$trash/expected"
check 'refused: nothing expected' refuses "$trash/good" 'nothing is expected'
finish
