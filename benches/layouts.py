"""Org charts beside Graphviz dot and beside a tidy tree: crossings of lines, and how much paper they take.

    cargo build --release && python3 benches/layouts.py [PROGRAM]

For lists of 10 to 1,000 fictional people, a tenth of whom have a second superior, it draws our chart and lets dot draw the same
posts, with the same card sizes and the same lines; then it counts in both drawings where lines cross that do not share an end.
For compactness it takes the tidy tree of the same cards at its narrowest: no level of a tree that is not stacked can be narrower
than its cards side by side. Limits: no more crossings than dot; no wider than the tidy tree, and half its area, from 1,000 people on.
A figure beyond its limit ends the script with status 1. Needs dot (apt-get install graphviz).
"""

import json
import os
import subprocess
import sys
import tempfile

GAP_ACROSS, GAP_DOWN = 20.0, 40.0


def people(count):
    """Rows of a list: key, superior's key, dotted superior's key."""
    rows = []
    for i in range(count):
        superior = (i - 1) // 6 if i else None
        dotted = (i * 7 + 3) % max(1, i // 2) if i > 12 and i % 10 == 0 else None
        rows.append((i, superior, None if dotted == superior else dotted))
    return rows


def as_csv(rows):
    key = lambda number: "" if number is None else f"K{number}"
    head = "employee id,name,title,unit,manager id,dotted line manager"
    lines = [f"K{i},Person {i},Officer,Example Group,{key(up)},{'' if dotted is None else f'Person {dotted}'}" for i, up, dotted in rows]
    return "\n".join([head, *lines]) + "\n"


def walk(item):
    yield item
    for inner in item.get("items", []):
        yield from walk(inner)


def strokes(segments):
    """The strokes of a path, each as straight steps; small rounded corners are taken straight."""
    drawn, place = [], None
    for segment in segments:
        if segment == "close":
            continue
        (kind, numbers), = segment.items()
        end = tuple(numbers[-2:])
        if kind == "move":
            drawn.append([])
        else:
            drawn[-1].append((place, end))
        place = end
    return [steps for steps in drawn if steps]


def crosses(one, other):
    """Do two straight steps cross, not only touch?"""
    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    (a, b), (c, d) = one, other
    s1, s2, s3, s4 = side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
    return s1 * s2 < -1e-6 and s3 * s4 < -1e-6


def count_crossings(lines):
    """Pairs of lines that cross somewhere; each line is (ends, steps)."""
    boxes = []
    for _, steps in lines:
        xs = [x for step in steps for x, _ in step]
        ys = [y for step in steps for _, y in step]
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    order = sorted(range(len(lines)), key=lambda at: boxes[at][0])
    found, open_ = 0, []
    for at in order:
        box = boxes[at]
        open_ = [other for other in open_ if boxes[other][1] >= box[0]]
        for other in open_:
            near = boxes[other]
            if near[3] < box[2] or near[2] > box[3] or lines[at][0] & lines[other][0]:
                continue
            if any(crosses(one, two) for one in lines[at][1] for two in lines[other][1]):
                found += 1
        open_.append(at)
    return found


def ours(program, folder, rows):
    """Our chart: its lines, its cards' sizes by key, and what cards and lines take up without title and legend."""
    source, drawn = os.path.join(folder, "people.csv"), os.path.join(folder, "chart.json")
    with open(source, "w") as file:
        file.write(as_csv(rows))
    subprocess.run([program, "render", "org-chart", "--from", source, "--lang", "en", "-o", drawn], check=True, capture_output=True)
    text = open(drawn).read()
    # A tree that was guessed, since the superiors in the list were not understood, would be another tree than dot's.
    assert "assumed" not in text, "the list's superiors were not read"
    scene = json.loads(text)
    lines, sizes, frames = [], {}, []
    for layer in scene["items"]:
        if layer.get("layer") == "hierarchy":
            for path in layer["items"]:
                for steps in strokes(path["segments"]):
                    lines.append((frozenset({f"stroke {len(lines)}"}), steps))
        if layer.get("layer") == "lines":
            for group in layer["items"]:
                for item in walk(group):
                    if item.get("shape") == "path" and "stroke" in item:
                        lines += [(frozenset({group["reference"]}), steps) for steps in strokes(item["segments"])]
        if layer.get("layer") == "posts":
            for post in layer["items"]:
                card = next(item for item in post["items"] if item.get("shape") == "rectangle")
                frames.append(card)
                names = [item["content"] for item in walk(post) if item.get("shape") == "text" and item["content"].startswith("Person ")]
                if names:
                    sizes[int(names[0].split()[1])] = (card["width"], card["height"])
    ends = [end for _, steps in lines for step in steps for end in step]
    xs = [x for x, _ in ends] + [edge for card in frames for edge in (card["x"], card["x"] + card["width"])]
    ys = [y for _, y in ends] + [edge for card in frames for edge in (card["y"], card["y"] + card["height"])]
    return lines, sizes, max(xs) - min(xs), max(ys) - min(ys)


def dots(rows, sizes):
    """The lines of dot's drawing of the same posts."""
    text = ["digraph {", f"nodesep={GAP_ACROSS / 72}; ranksep={GAP_DOWN / 72}; node [shape=box fixedsize=true]"]
    for i, _, _ in rows:
        width, height = sizes[i]
        text.append(f'n{i} [label="" width={width / 72:.3f} height={height / 72:.3f}]')
    edges = [(up, i) for i, up, _ in rows if up is not None] + [(dotted, i) for i, _, dotted in rows if dotted is not None]
    text += [f"n{a} -> n{b}" for a, b in edges] + ["}"]
    plain = subprocess.run(["dot", "-Tplain"], input="\n".join(text), capture_output=True, text=True, check=True).stdout
    lines, width, height = [], 0.0, 0.0
    for row in plain.splitlines():
        cells = row.split()
        if cells[0] == "graph":
            width, height = float(cells[2]) * 72, float(cells[3]) * 72
        if cells[0] == "edge":
            count = int(cells[3])
            numbers = list(map(float, cells[4:4 + 2 * count]))
            curve = list(zip(numbers[::2], numbers[1::2]))
            lines.append((frozenset(cells[1:3]), list(steps_of(curve))))
    return lines, width, height


def steps_of(curve):
    """A chain of cubic curves as straight steps, eight to a curve."""
    place = curve[0]
    for at in range(0, len(curve) - 1, 3):
        a, b, c, d = curve[at:at + 4]
        for step in range(1, 9):
            t = step / 8
            u = 1 - t
            point = tuple(u**3 * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t**3 * d[k] for k in (0, 1))
            yield place, point
            place = point


def tidy(rows, sizes):
    """The least width and height of a tidy tree of these cards in levels."""
    level, across, down = {}, {}, {}
    for i, up, _ in rows:
        level[i] = 0 if up is None else level[up] + 1
        across[level[i]] = across.get(level[i], -GAP_ACROSS) + GAP_ACROSS + sizes[i][0]
        down[level[i]] = max(down.get(level[i], 0), sizes[i][1])
    return max(across.values()), sum(down.values()) + GAP_DOWN * (len(down) - 1)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../target/release/waterline")
    failed = False

    def judge(good, sentence):
        nonlocal failed
        failed |= not good
        print(("ok   " if good else "OVER ") + sentence)

    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 30, 60, 100, 200, 400, 1000):
            rows = people(count)
            lines, sizes, width, height = ours(program, folder, rows)
            theirs, dot_width, dot_height = dots(rows, sizes)
            mine, peer = count_crossings(lines), count_crossings(theirs)
            judge(mine <= peer, f"{count} people: {mine} crossings, dot {peer}")
            least, tall = tidy(rows, sizes)
            part = width * height / (least * tall)
            sentence = f"{count} people: {width:.0f} × {height:.0f} px, a tidy tree at least {least:.0f} × {tall:.0f}, dot {dot_width:.0f} × {dot_height:.0f}; area {part:.2f} of the tidy tree's"
            judge(count < 1000 or (width <= least and part <= 0.5), sentence)
    sys.exit(failed)


main()
