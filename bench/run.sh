#!/usr/bin/env bash
# Times a whole build of the sample, process start included, with the script beside it in the same run, and the stages
# one after the other. Prints the ratio; judges nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v hyperfine >/dev/null 2>&1 || ${SUDO:-} apt-get install -y -q hyperfine >/dev/null
command -v /usr/bin/time >/dev/null 2>&1 || ${SUDO:-} apt-get install -y -q time >/dev/null
export NIANBAO_FONT_DIR=$PWD/target/fonts
nianbao=$PWD/target/release/nianbao
sample=$PWD/sample-data/shapingba-2021
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
python=$PWD/target/bench-venv/bin/python
"$python" bench/script.py "$sample" "$out/script"
hyperfine --warmup 2 --runs 15 --shell none --export-json "$out/times.json" \
  --command-name "nianbao build" "$nianbao build --project $sample --out $out/build" \
  --command-name "script" "$python bench/script.py $sample $out/script" \
  --command-name "nianbao --version (start)" "$nianbao --version" \
  --command-name "nianbao figures (read, check, compute)" "$nianbao figures --project $sample" \
  --command-name "nianbao build --formats pdf,json" "$nianbao build --project $sample --out $out/least --formats pdf,json" \
  --command-name "nianbao build --formats json (and typeset)" "$nianbao build --project $sample --out $out/json --formats json"
"$python" - "$out/times.json" <<'PYTHON'
import json, sys
times = {entry["command"]: entry["median"] for entry in json.load(open(sys.argv[1]))["results"]}
build, script, least = times["nianbao build"], times["script"], times["nianbao build --formats pdf,json"]
print(f"whole build {build:.3f} s, the script {script:.3f} s: ratio {build / script:.2f}")
print(f"PDF and figures alone {least:.3f} s: all outputs take {build / least:.2f} times as long (goal: at most 2)")
PYTHON
echo "report.html: $(($(wc -c <"$out/build/report.html") / 1000)) kB (goal: less than 1000)"

# The PDF anew after a changed figure, in a process that has written it before.
"$python" bench/warm.py "$sample" "$out/script/work"

# A petitions ledger of 300 000 rows and 18 columns: time and peak memory, stage by stage.
large=$out/large
cp -r "$sample" "$large"
"$python" bench/large.py "$large/信访台账.xlsx"
measure() { # what, then the command
  /usr/bin/time -f "300 000 rows, $1: %e s, %M KiB at the peak" "${@:2}" >/dev/null || true
}
measure "read, check and compute" "$nianbao" figures --project "$large"
measure "and typeset: the whole check" "$nianbao" check --project "$large" --format short

# The same compilation from Python: what the bindings cost, the start of Python and the import included.
hyperfine --warmup 1 --runs 5 --shell none --ignore-failure --export-json "$out/compiled.json" \
  --command-name "300 000 rows, the whole check" "$nianbao check --project $large --format short" \
  --command-name "300 000 rows, the whole check from Python" "$python bench/compile.py $large"
"$python" - "$out/compiled.json" <<'PYTHON'
import json, sys
core, python = (entry["median"] for entry in json.load(open(sys.argv[1]))["results"])
print(f"300 000 rows, compiled by the core {core:.3f} s, from Python {python:.3f} s: {python / core - 1:+.1%}")
PYTHON

# An annex of 30 000 rows and 13 columns beside xlsxwriter: what it adds to a build that reads the same rows.
"$python" bench/annex.py project "$out/annex"
built="$nianbao build --project $out/annex --pack $out/annex/pack --ignore face-substituted --out $out/annex/out"
hyperfine --warmup 1 --runs 9 --shell none --ignore-failure --export-json "$out/annex.json" \
  --command-name "json" "$built --formats json" \
  --command-name "json and annex" "$built --formats json,xlsx" \
  --command-name "xlsxwriter" "$python bench/annex.py script $out/annex/script.xlsx"
"$python" - "$out/annex.json" <<'PYTHON'
import json, sys
times = {entry["command"]: entry["median"] for entry in json.load(open(sys.argv[1]))["results"]}
annex, script = times["json and annex"] - times["json"], times["xlsxwriter"]
print(f"annex of 30 000 rows {annex:.3f} s, xlsxwriter {script:.3f} s: ratio {annex / script:.2f}")
PYTHON

# A text of 5 MB, held against the figures of the sample; its numbers are made up, so that most have no figure.
"$python" bench/long_text.py "$out/long.txt"
/usr/bin/time -f "audit of 5 MB of text: %e s, %M KiB at the peak" \
  "$nianbao" audit "$out/long.txt" --project "$sample" --summary >/dev/null || true

# The preview: from the save of an edit to the news of it.
"$python" bench/watch.py "$nianbao" "$sample"
