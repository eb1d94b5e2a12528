# inits.awk - the tables of tests/bench/inits: its inits, its numbers, its results
#
# Exit status 1: a value of ours is missing, or over a limit to fail over.
FILENAME != last { last = FILENAME; file++ }
file == 1 { init[++inits] = $1; kind[$1] = $2; next }
file == 2 { number[++numbers] = $1; limit["boot", $1] = $2; limit["container", $1] = $3; fails[$1] = $4 == "fail"; next }
!(($1, $2) in value) || $3 < value[$1, $2] { value[$1, $2] = $3 }

function row(name, cells,   i) {
	printf "  %-16s", name
	for (i = 1; i <= numbers; i++)
		printf " %10s", cells[i]
	print ""
}

function print_values(   i, j, cells) {
	for (j = 1; j <= numbers; j++)
		cells[j] = number[j]
	row("", cells)
	for (i = 1; i <= inits; i++) {
		for (j = 1; j <= numbers; j++)
			cells[j] = shown(init[i], number[j]) (over(init[i], number[j]) ? " over" : "")
		if ((init[i], "bytes") in value)
			row(init[i], cells)
	}
	for (i = 1; i <= 2; i++) {
		for (j = 1; j <= numbers; j++)
			cells[j] = limit[kind[init[i]], number[j]]
		row("limit " kind[init[i]], cells)
	}
}

function shown(who, what) {
	return (who, what) in value ? (what == "CPU" ? sprintf("%.2f", value[who, what]) : value[who, what] + 0) : "-"
}

function over(who, what) {
	return who ~ /^ours/ && (who, what) in value && value[who, what] > limit[kind[who], what]
}

function print_ratios(   i, j, cells, us, them) {
	print "\n  Ours, of the same kind, as a part of the peer's"
	for (i = 3; i <= inits; i++) {
		for (j = 1; j <= numbers; j++) {
			us = value["ours-" kind[init[i]], number[j]]
			them = value[init[i], number[j]]
			cells[j] = us != "" && them > 0 ? sprintf("%.2f", us / them) : "-"
		}
		if ((init[i], "bytes") in value)
			row(init[i], cells)
	}
}

END {
	for (i = 1; i <= inits; i++)
		if (((init[i], "cpu") in value) && value["bare-loop", "cpu"] > 0)
			value[init[i], "CPU"] = value[init[i], "cpu"] / value["bare-loop", "cpu"]
	print_values()
	print_ratios()
	for (i = 1; i <= 2; i++)
		for (j = 1; j <= numbers; j++) {
			if (!((init[i], number[j]) in value) && (number[j] != "failed" || few))
				bad = missing = 1
			if (over(init[i], number[j]) && fails[number[j]])
				bad = 1
		}
	if (missing)
		print "\n  ours: not all could be measured"
	exit bad
}
