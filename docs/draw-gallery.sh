#!/bin/sh
# Draws the gallery anew: every diagram of the demo account, in Chinese and English, and docs/gallery.md with all of them.
#
# Usage: docs/draw-gallery.sh PROGRAM [DAY]
set -eu

program=$1
day=${2:-2026-11-20}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
database="sqlite:$work/gallery.db"
"$program" demo --database "$database" > "$work/said"

page="$here/gallery.md"
rm -f "$here"/gallery/*.svg
{
  echo "# Gallery"
  echo
  echo "Every diagram of the demo account as drawn on $day, in Chinese and in English. The account is fictional."
  echo "\`make gallery\` draws all of it anew; nothing here is drawn by hand."
} > "$page"

# print FILE HEADING DIAGRAM [OPTION…]: in Chinese, black and white.
print() {
  file=$1 heading=$2 diagram=$3
  shift 3
  {
    echo
    echo "## $heading"
    echo
    echo "\`waterline render $diagram --theme print${*:+ $*}\`"
    echo
    echo "![$heading](gallery/$file.svg)"
  } >> "$page"
  "$program" render "$diagram" --database "$database" --on "$day" --lang zh --theme print "$@" -o "$here/gallery/$file.svg"
}

# draw FILE HEADING DIAGRAM [OPTION…]: both languages, the second one in the dark theme.
draw() {
  file=$1 heading=$2 diagram=$3
  shift 3
  {
    echo
    echo "## $heading"
    echo
    echo "\`waterline render $diagram${*:+ $*}\`"
    echo
  } >> "$page"
  for language in zh en; do
    theme=light
    [ "$language" = en ] && theme=dark
    "$program" render "$diagram" --database "$database" --on "$day" --lang "$language" --theme "$theme" "$@" \
      -o "$here/gallery/$file-$language.svg"
    echo "![$heading, $language](gallery/$file-$language.svg)" >> "$page"
  done
}

# Whether this program draws a diagram.
draws() {
  "$program" render --help | grep 'possible values' | head -n 1 | grep -q -w -- "$1"
}

draw org-chart "Org chart 组织架构图" org-chart
draw org-chart-believed "Org chart with what is believed 叠加态度与角色" org-chart --overlay stance,role,influence,coverage
draw org-chart-ties "Org chart with ties 人际关系" org-chart --overlay stance,role --layers ties
draw org-chart-branch "One branch, from left to right 单个分支" org-chart --focus 市大数据中心 --orientation right
for diagram in org-context network power-map coverage timeline; do
  if draws "$diagram"; then
    draw "$diagram" "$diagram" "$diagram"
  fi
done
if draws fishbone; then
  for kind in F1 F2 F3 F4; do
    draw "fishbone-$kind" "Fishbone $kind" fishbone --kind "$kind"
  done
  for kind in F5 F6; do
    draw "fishbone-$kind" "Fishbone $kind" fishbone --kind "$kind" --person 沈砚秋
  done
fi
print org-chart-print "Org chart for a copier 黑白打印" org-chart --overlay stance,role,influence,coverage --layers ties
if draws fishbone; then
  print fishbone-print "Fishbone for a copier, with its evidence 黑白打印并附依据" fishbone --kind F1 --evidence
fi
if draws power-map; then
  print power-map-print "Power map for a copier 黑白打印" power-map
fi
