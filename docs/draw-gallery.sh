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

draw org-chart "Org chart 组织架构图" org-chart
draw org-chart-believed "Org chart with what is believed 叠加态度与角色" org-chart --overlay stance,role,influence,coverage
draw org-chart-key-people "Org chart with the key people of a deal 叠加关键人物" org-chart --overlay stance,role,key-people
draw org-chart-ties "Org chart with ties 人际关系" org-chart --overlay stance,role --layers ties
draw org-chart-branch "One branch, from left to right 单个分支" org-chart --focus 市大数据中心 --orientation right
draw org-context "Org-context map 组织脉络图" org-context
draw power-map "Power map 权力地图" power-map
draw network "Network, around those who decide 关系网络" network
draw network-layered "Network, in layers 分层的关系网络" network --arrangement layered
draw coverage "Coverage matrix 覆盖矩阵" coverage
draw fishbone-F1 "Fishbone F1, decision chain 决策链" fishbone --kind F1
draw fishbone-F2 "Fishbone F2, procurement stages 采购阶段" fishbone --kind F2
draw fishbone-F3 "Fishbone F3, causes 原因" fishbone --kind F3
draw fishbone-F4 "Fishbone F4, win plan 对策" fishbone --kind F4
draw fishbone-F5 "Fishbone F5, access 触达" fishbone --kind F5 --person 计文涛
draw fishbone-F6 "Fishbone F6, person 个人" fishbone --kind F6
draw timeline "Timeline 时间轴" timeline
print org-chart-print "Org chart for a copier 黑白打印" org-chart --overlay stance,role,influence,coverage --layers ties
print fishbone-print "Fishbone for a copier, with its evidence 黑白打印并附依据" fishbone --kind F1 --evidence
print power-map-print "Power map for a copier 黑白打印" power-map
