#!/bin/sh
# sysh.sh - the syscall-only shell: its language, what it tells, job control on a terminal, and its life as PID 1
#
# What is in quotes here is for sysh to expand, not for this shell.
# shellcheck disable=SC2016,SC1003
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/terminal.sh
. "$(dirname "$0")/../terminal.sh"
LIMIT_SECONDS=60
mkdir "$trash/work"
cd "$trash/work" || exit 1
unset PS1 A B

# limited COMMAND...: what hangs is a failure
limited() {
	timeout -k 5 "$LIMIT_SECONDS" "$@"
}

# expected STATUS TEXT: the last run, in out and status, was like that
expected() {
	printf '%b' "$2" >../want
	[ "$status" -eq "$1" ] || echo "exit status $status, expected $1"
	same ../want ../out && [ "$status" -eq "$1" ]
}

# gives TEXT STATUS OUTPUT: the same by -c, from a file, and from a pipe. Standard error is in the output.
gives() {
	status=0
	limited "$sysh" -c "$1" </dev/null >../out 2>&1 || status=$?
	expected "$2" "$3" || return 1
	printf '%s\n' "$1" >../script
	status=0
	limited "$sysh" ../script </dev/null >../out 2>&1 || status=$?
	expected "$2" "$3" || return 1
	status=0
	printf '%s\n' "$1" | limited "$sysh" >../out 2>&1 || status=$?
	expected "$2" "$3"
}

# run STATUS OUTPUT ARGUMENT...: sysh with these arguments
run() {
	run_status=$1 run_output=$2
	shift 2
	status=0
	limited "$sysh" "$@" </dev/null >../out 2>&1 || status=$?
	expected "$run_status" "$run_output"
}

# feed INPUT STATUS OUTPUT: with this on standard input
feed() {
	status=0
	printf '%b' "$1" | limited "$sysh" >../out 2>&1 || status=$?
	expected "$2" "$3"
}

# Words and quotes
check 'words' gives 'echo a   b	c' 0 'a b c\n'
check 'apostrophes keep all' gives "echo 'a  \$HOME \\ \"b\"'" 0 'a  $HOME \\ "b"\n'
check 'quotes keep blanks' gives 'A="x  y"; echo "$A  z"' 0 'x  y  z\n'
check 'backslashes' gives 'echo a\ \ b \$A "\$A \" \x" \\' 0 'a  b $A $A " \\x \\\n'
check 'quotes in the middle of a word' gives "echo a'b c'd\"e f\"g" 0 'ab cde fg\n'
check 'an empty word is a word' gives "sh -c 'echo \$#' x '' \"\" a" 0 '3\n'
check 'a comment' gives 'echo a # b; c
# echo d
echo e#f' 0 'a\ne#f\n'
check 'a line goes on behind a backslash' gives 'echo a\
b \
c' 0 'ab c\n'
check 'quotes reach over lines' gives "echo 'a
b' \"c
d\"" 0 'a\nb c\nd\n'
check 'an operator at the end of a line goes on' gives 'true &&
echo a |

cat
false ||
echo b' 0 'a\nb\n'
check 'operators need no blanks' gives 'echo a;echo b&&echo c|cat' 0 'a\nb\nc\n'

# Variables
check 'a variable' gives 'A=b; echo $A ${A}c $Ac.' 0 'b bc .\n'
check 'a value is not split when it is set' gives 'A="x  y"; B=$A; echo "$B" $B' 0 'x  y x y\n'
check 'an unset variable is no word' gives "sh -c 'echo \$#' x \$NONE \"\$NONE\" a\$NONE" 0 '2\n'
check 'a value is split into words' gives "A='a  b c'; sh -c 'echo \$#' x \$A" 0 '3\n'
check 'a value is not looked at again' gives "A='\$B \"c\" ; d'; echo \$A" 0 '$B "c" ; d\n'
check 'a lonely $' gives 'echo $ a$ "$" $. "$"x' 0 '$ a$ $ $. $x\n'
check 'assignment in front of a program' gives "A=1; A=2 B=3 sh -c 'echo \$A\$B'; echo \$A\$B" 0 '23\n1\n'
check 'assignment in front of a builtin does not stay' gives 'A=1 echo a; echo "$A"' 0 'a\n\n'
check 'only what is exported is handed on' gives "A=1; export B=2; sh -c 'echo \$A,\$B'" 0 ',2\n'
check 'export of what was set, and what is set later' gives "A=1; export A B; B=2; sh -c 'echo \$A\$B'" 0 '12\n'
check 'unset' gives 'A=1; unset A; echo "<$A>"' 0 '<>\n'
check 'export wants a name' gives 'export 1a' 2 'sysh: export: [NAME[=VALUE]]...\n'
check 'the environment is passed through' gives 'env | grep ^HOME=' 0 "HOME=$HOME\\n"
check '$?' gives 'false; echo $?; echo $?' 0 '1\n0\n'
check '$$ is the same in a child' gives 'echo $$ >a; echo $$ | cat >b; cmp a b' 0 ''
check '$# and $1' run 0 '2 b c d\n' -c 'echo $# $1 $2 $3 d' a b c
check '$0 of -c' run 0 'name\n' -c 'echo $0' name
check '"$@" keeps words as they are' run 0 '3\n2\n' -c "sh -c 'echo \$#' x \"\$@\"; sh -c 'echo \$#' x \$@" n 'a  ' '' b
check '"$@" of nothing is nothing' run 0 '0\n1\n' -c "sh -c 'echo \$#' x \"\$@\"; sh -c 'echo \$#' x \"\$*\"" n
check 'words around "$@"' run 0 '<xa><b cy>\n' -c "sh -c 'printf \"<%s>\" \"\$@\"; echo' n \"x\$@y\"" n a 'b c'
check '"$*" is one word' run 0 '<a b>\n' -c "sh -c 'printf \"<%s>\" \"\$@\"; echo' n \"\$*\"" n a b
check 'what is not done yet is no silent surprise' gives 'echo ${A:-b}' 1 'sysh: bad substitution\n'

# Lists, pipelines, redirections
check '&& and ||' gives 'true && echo a || echo b; false && echo c || echo d; false || false && echo e; echo $?' 0 'a\nd\n1\n'
check 'the status of a pipeline is its last' gives 'false | true; echo $?; true | false; echo $?' 0 '0\n1\n'
check 'a long pipeline' gives 'echo a | cat | cat | cat | tr a b | cat | cat' 0 'b\n'
check 'all of a pipeline is waited for' gives 'sh -c "sleep 0.2; echo a >late" | true; cat late' 0 'a\n'
check 'builtins and variables in a pipeline' gives 'A=1; A=2 | cat; echo $A | cat' 0 '1\n'
check 'SIGPIPE is as it should be' gives 'yes | head -n 1' 0 'y\n'
check '< > >>' gives 'echo a >f; echo b >>f; cat <f; cat f f | tail -n 1' 0 'a\nb\nb\n'
check '2> and 2>&1' gives "sh -c 'echo a; echo b >&2' 2>f; cat f; sh -c 'echo c >&2' 2>&1 | tr c d" 0 'a\nb\nd\n'
check 'redirections go from left to right' gives "sh -c 'echo a; echo b >&2' 2>&1 >/dev/null" 0 'b\n'
check 'a redirection can stand first' gives '>f echo a; <f cat' 0 'a\n'
check 'a redirection alone makes a file' gives 'echo a >f; >f; cat f; echo $?' 0 '0\n'
check '<>' gives 'echo abc >f; cat <>f' 0 'abc\n'
check 'builtins get their descriptors back' gives 'echo a >f; echo b; cd /none 2>f; echo c >&2; cat f' 0 'b\nc\nsysh: cd: /none: No such file or directory\n'
check 'descriptors above 2, by exec' gives 'exec 3>f 4<f; echo a >&3; cat <&4; exec 3>&-; echo b >&3' 1 'a\nsysh: 3: Bad file descriptor\n'
check 'exec keeps standard output' gives 'exec >f; echo a; echo b; cat f >&2' 0 'a\nb\n'
check 'a digit that is a word' gives 'echo 2 >f; echo a2>f; cat f' 0 'a2\n'
check 'a redirection that fails' gives 'echo a </none; echo $?; cat >/none/x; echo $?' 0 'sysh: /none: No such file or directory\n1\nsysh: /none/x: No such file or directory\n1\n'
check 'children get no descriptors but 0-2' gives 'ls /proc/self/fd | tail -n 1' 0 '3\n'
check 'a full disk is an error' gives 'echo a >/dev/full; echo $?' 0 'sysh: write: No space left\n1\n'

# Programs and their ends
check 'not found: 127' gives 'none-such; echo $?; /none/such; echo $?' 0 'sysh: none-such: not found\n127\nsysh: /none/such: No such file or directory\n127\n'
check 'not executable: 126' gives 'echo a >f; ./f; echo $?; /; echo $?' 0 'sysh: ./f: Permission denied\n126\nsysh: /: Permission denied\n126\n'
check 'an empty name' gives "''; echo \$?" 0 'sysh: : not found\n127\n'
check 'a signal: 128 and its number' gives "sh -c 'kill -9 \$\$'; echo \$?; sh -c 'kill -TERM \$\$'" 143 '137\n'
check 'along PATH, in its order' gives 'echo echo f >f; PATH=/none:.:/bin:/usr/bin; sh f' 0 'f\n'
check 'the status of a script is its last' gives 'true; sh -c "exit 3"' 3 ''
check 'exit' gives 'exit 3; echo a' 3 ''
check 'exit without a number' gives 'false; exit' 1 ''
check 'exit with no number' gives 'exit x; echo $?' 0 'sysh: exit: [STATUS]\n2\n'
check 'exec' gives 'exec echo a; echo b' 0 'a\n'
check 'exec that fails ends a script' gives 'exec none-such; echo b' 127 'sysh: none-such: not found\n'
check 'exec with a variable' gives "A=b exec sh -c 'echo \$A'" 0 'b\n'
check 'cd and PWD' gives 'cd /usr; pwd; echo $PWD; cd; cd /none' 1 '/usr\n/usr\nsysh: cd: /none: No such file or directory\n'
check 'echo' gives 'echo; echo -n a; echo -- b' 0 '\na-- b\n'
check 'true, false, :' gives ': a; echo $?; true; echo $?; false; echo $?' 0 '0\n0\n1\n'
check 'kill' gives 'sleep 100 & kill -KILL $!; wait $!; echo $?; kill; kill x' 1 '137\nsysh: kill: [-SIGNAL] PID|%JOB...\nsysh: kill: x: No such process\n'
check 'the background' gives 'sh -c "echo a" & wait; echo $?; sh -c "exit 3" & wait $!; echo $?; wait 1' 127 'a\n0\n3\nsysh: wait: no such job\n'
check 'a list in the background' gives 'false && echo a || echo b & wait; echo c' 0 'b\nc\n'
check 'the background has no input' gives 'cat & wait; echo $?' 0 '0\n'
check 'fg wants job control' gives 'sleep 0.1 & fg; wait' 0 'sysh: fg: no job control\n'
check 'mount wants a type' gives 'mount a b' 2 'sysh: mount: [-t TYPE] [-o OPTIONS] SOURCE DIR\n'
check 'mount lists' gives 'cat /proc/mounts >f; mount | cmp - f' 0 ''

# Syntax errors: one line, status 2, and nothing of the line is done
for text in '|' 'echo a; |' 'echo a | | cat' 'echo a &&& b' '&& a' 'echo a ;; echo b' 'echo a >' 'echo a > ; b' '( echo a )' \
	'echo a; echo $(b)' 'echo "`b`"' 'cat <<x' 'echo a &&' 'echo a |' "echo a; echo 'b" 'echo "b' ')' '; a' '& a'; do
	syntax_error() {
		status 2 limited "$sysh" -c "$1" >../out 2>&1 && [ "$(wc -l <../out)" -eq 1 ] && grep -q '^sysh: syntax error: ' ../out
	}
	check "syntax error: $text" syntax_error "$text"
done
check 'a script ends at a syntax error, its earlier lines are done' gives 'echo a
echo b; |
echo c' 2 'a\nsysh: syntax error: |\n'

# Input
check 'what is behind the line belongs to the program' feed 'cat\nhello\necho no\n' 0 'hello\necho no\n'
check 'a program that reads one line' feed 'sh -c "read a; echo got \\$a"\nb c\necho d\n' 0 'got b c\nd\n'
no_read_ahead_in_a_file() {
	printf 'head -c 2 >/dev/null\n: echo a\nsh -c "read a; echo \\$a"\nx y\necho c\n' >../script
	limited "$sysh" <../script >../out 2>&1 && printf 'a\nx y\nc\n' | same - ../out
}
check 'in a file too' no_read_ahead_in_a_file
check 'the last line may have no newline' feed 'echo a\necho b' 0 'a\nb\n'
check 'NUL bytes are left out' feed 'echo a\0000b\n' 0 'ab\n'
long_line() {
	head -c "$1" /dev/zero | tr '\0' a >../script
	{ printf 'echo '; cat ../script; printf '\necho next\n'; } | limited "$sysh" >../out 2>&1
	status=$?
}
line_fits() {
	long_line 16000 && { cat ../script; printf '\nnext\n'; } | same - ../out
}
line_is_too_long() {
	long_line 20000
	expected 2 'sysh: line too long\n'
}
check 'a line of 16,000 bytes' line_fits
check 'a line of 20,000 bytes is an error' line_is_too_long
too_much() {
	printf 'A=%s\n' "$(head -c 16000 /dev/zero | tr '\0' a)" >../script
	i=0
	printf 'B=' >>../script
	while [ $i -lt 10 ]; do printf '$A' >>../script; i=$((i + 1)); done
	# shellcheck disable=SC2016
	printf '\necho $B$B$B$B$B$B$B\necho next $?\n' >>../script
	limited "$sysh" ../script >../out 2>&1
	printf 'sysh: expanded line too long\nnext 1\n' | same - ../out
}
check 'a line that grows too long is an error' too_much
many_commands() {
	status=0
	yes ':;' | head -n 8150 | tr -d '\n' | limited "$sysh" >../out 2>&1 || status=$?
	expected 2 'sysh: syntax error: line too complex\n'
}
check 'a line that is too complex is an error' many_commands

# Options
check '--version' run 0 'sysh 0.1.0\n' --version
help_text() {
	limited "$sysh" --help >../out && [ "$(wc -l <../out)" -lt 24 ] && grep -q '^usage: sysh ' ../out
}
check '--help' help_text
builtin_help() {
	limited "$sysh" -c help >../out || return 1
	for builtin in cd echo exit export exec help mount umount poweroff reboot halt; do
		grep -q "^$builtin\( \|$\)" ../out || return 1
	done
}
check 'help lists the builtins' builtin_help
check 'an unknown option' run 2 'sysh: see sysh --help: -x\n' -x
check '-c without a text' run 2 'sysh: see sysh --help: -c\n' -c
check 'a script that is not there' run 127 'sysh: none: No such file or directory\n' none
check 'a script that is a directory' run 1 'sysh: read: Is a directory\n' /
script_arguments() {
	echo 'echo $0 $1 $#' >../script
	run 0 '../script a 2\n' ../script a b
}
check 'a script and its arguments' script_arguments

# Each system call
traced() {
	PATH=/none:/bin limited "$sysh" -t -c "$1" >../out 2>../err
	shift
	for line in "$@"; do
		grep -q "$line" ../err || { cat ../err; echo "no line '$line'"; return 1; }
	done
}
check '-t shows calls, arguments and results' traced 'echo a "\b"' '^write(1, "a \\\\b\\n", 5) = 5$' '^exit_group(0) = ?$'
check '-t shows errors by name' traced 'none-such' '^\[[0-9]*\] execve("/none/none-such", \["none-such"\], 0x[0-9a-f]*) = -ENOENT$'
check '-t shows a program, and follows children to their exec' traced 'true; echo b | cat' \
	'^clone(0x11, 0) = [0-9]*$' '^\[[0-9]*\] execve("/bin/cat", \["cat"\], 0x[0-9a-f]*) = ?$' '^wait4(-1, 0, 0, 0) = [0-9]*$'
check '-t shows openat and its directory' traced ': </none' '^openat(AT_FDCWD, "/none", 0, 0x1b6) = -ENOENT$'
trace_keeps_stderr() {
	limited "$sysh" -t -c 'cd / 2>f; sh -c "echo a >&2" 2>f; cat f' >../out 2>../err
	grep -q '^chdir("/") = 0$' ../err
}
check '-t is not redirected' trace_keeps_stderr
check '-t changes nothing else' run 0 'a\n' -c 'exec 2>/dev/null; echo a' -t

# Interactive, on a terminal of its own
terminal() {
	terminal_start "$1"
	expect '(pidone) # '
}
interactive() {
	terminal "$sysh" && type_keys 'echo $$ one\n' && expect ' one' && expect '(pidone) # ' || return 1
	type_keys 'sleep 1000; echo not this\n' && expect 'not this' && sleep 1 && type_keys '\003' && expect '(pidone) # ' &&
		type_keys 'echo status $?\n' && expect 'status 130' && expect '(pidone) # ' || return 1
	type_keys 'echo half a li\003' && expect '(pidone) # ' && type_keys 'echo $? whole\n' && expect '130 whole' || return 1
	type_keys "echo 'two\n" && expect '> ' && type_keys "lines'\n" && expect 'two' && expect 'lines' || return 1
	type_keys '|\n' && expect 'syntax error' && expect '(pidone) # ' && type_keys 'echo $? on\n' && expect '2 on' || return 1
	type_keys 'sh -c "exit 7"\n\004' && terminal_end
	[ $? -eq 7 ]
}
job_control() {
	terminal "$sysh" && type_keys 'sleep 1000 | cat\n' && expect 'cat' && sleep 1 && type_keys '\032' && expect '[1] stopped' &&
		expect '(pidone) # ' && type_keys 'echo status $?\n' && expect 'status 148' && expect '(pidone) # ' || return 1
	type_keys 'bg\n' && expect '[1] running' && type_keys 'fg %%1\n' && expect 'fg' && sleep 1 && type_keys '\003' &&
		expect '(pidone) # ' && type_keys 'echo now $?\n' && expect 'now 130' || return 1
	type_keys 'cat &\n' && expect '[1] running' && type_keys 'sleep 0.5\n' && expect '[1] stopped' && type_keys 'fg\nsome\n' &&
		expect 'some' && expect 'some' && type_keys '\004' && expect '(pidone) # ' || return 1
	type_keys 'sleep 0.2 &\n' && expect '[1] running' && type_keys 'wait; echo waited\n' && expect 'done' && expect 'waited' || return 1
	type_keys 'sleep 1000 & sleep 1000 &\n' && expect '[2] running' && type_keys 'kill %%1 %%2; wait\n' && expect 'done' || return 1
	type_keys 'exit 3\n' && terminal_end
	[ $? -eq 3 ]
}
terminal_comes_back() {
	terminal "sh -c '$sysh; read a; echo got \$a'" && type_keys 'exit\nhello\n' && expect 'got hello' && terminal_end
}
# The last seven digits are signals 1 to 28: who runs the tests may ignore real-time ones, and that is handed down.
signals_are_reset() {
	terminal "$sysh" && type_keys 'sed -n "s/^\\(Sig[BI].*\\):.*\\(.......\\)\$/\\1 \\2/p" /proc/self/status | tr -d "\\n"\n' &&
		expect 'SigBlk 0000000SigIgn 0000000' && type_keys 'exit\n' && terminal_end
}
own_prompt() {
	terminal_start "PS1='mine: ' $sysh" && expect 'mine: ' && type_keys 'exit\n' && terminal_end
}
if command -v script >/dev/null; then
	check 'a prompt; Ctrl-C ends a program and not the shell; Ctrl-D ends the shell' interactive
	check 'Ctrl-Z, bg, fg, a background job that reads, wait, kill' job_control
	check 'the terminal goes back to who had it' terminal_comes_back
	check 'children have their signals as they should be' signals_are_reset
	check 'PS1' own_prompt
else
	skip 'job control on a terminal' 'no script(1)'
fi

# As PID 1, of a namespace: reboot(2) there ends its PID 1 with SIGHUP (restart) or SIGINT
as_init() {
	limited unshare -Urpf --kill-child --mount-proc "$@"
}
# ends_as_init INPUT STATUSES: and leaves ../out
ends_as_init() {
	status=0
	printf '%b' "$1" | as_init "$sysh" >../out 2>&1 || status=$?
	# The shell that runs this test tells of the signal.
	sed -i '/^Hangup$/d' ../out
	case " $2 " in *" $status "*) ;; *) cat ../out; echo "status $status, not one of $2"; return 1 ;; esac
}
end_of_input() {
	ends_as_init 'echo $$ $PATH\n' '129 130' && grep -q '^1 ' ../out && grep -qE '^sysh: (power off|restart)$' ../out
}
reaps() {
	ends_as_init 'sh -c "sleep 0.3 & sleep 0.1 & exit 0"\nsleep 0.6\nsh -c "grep -l ^State:.Z /proc/[0-9]*/status; true"\necho end\nhalt\n' '130 129' &&
		printf 'end\nsysh: halt\n' | same - ../out
}
waits_for_its_own() {
	ends_as_init 'sh -c "true & true & true & exit 5"\necho $?\nsleep 0.1 & wait $!; echo $?\nreboot\n' 129 &&
		printf '5\n0\nsysh: restart\n' | same - ../out
}
ends_all() {
	ends_as_init "sh -c \"trap 'echo got TERM; exit' TERM; echo up; while :; do sleep 0.1; done\" &\nsleep 1\nexit\n" '129 130' &&
		grep -q '^got TERM$' ../out
}
asks_init() {
	as_init sh -c "trap 'echo USR1' USR1; trap 'echo USR2' USR2; trap 'echo TERM' TERM
		'$sysh' -c halt; '$sysh' -c poweroff; '$sysh' -c reboot; :" >../out 2>&1
	printf 'USR1\nUSR2\nTERM\n' | same - ../out
}
goes_on() {
	status=0
	printf 'echo $?\n' | as_init "$sysh" none >../out 2>&1 || status=$?
	grep -q '^sysh: none: No such file or directory$' ../out && grep -q '^0$' ../out
}
mounts_things() {
	as_init -m sh -c "mount --make-rprivate /; '$sysh' -c 'mount -t tmpfs -o ro,size=64k,nosuid t .; mount | tail -n 1; umount .; umount .'" >../out 2>&1
	grep -q '^t [^ ]* tmpfs ro,nosuid,relatime,size=64k' ../out && grep -qx 'sysh: umount: \.: Invalid argument' ../out
}
if as_init true 2>/dev/null; then
	check 'PID 1: at the end of input it switches off' end_of_input
	check 'PID 1: no orphan stays a zombie' reaps
	check 'PID 1: its own children are not lost among orphans' waits_for_its_own
	check 'PID 1: everybody gets a TERM before the end' ends_all
	check 'PID 1: a script that is not there is no end' goes_on
	check 'not PID 1: halt, poweroff and reboot ask PID 1' asks_init
	check 'mount -t -o, umount' mounts_things
else
	skip 'life as PID 1' 'no user namespaces'
fi
finish
