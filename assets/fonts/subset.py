#!/usr/bin/env python3
"""Cuts the diagram font: 通用规范汉字表, GB2312, Latin and the signs that diagrams use, from Noto Sans SC.

usage: subset.py FONTS UNIHAN_OTHER_MAPPINGS

FONTS holds, in any subfolders, the static NotoSansSC_400Regular.ttf and NotoSansSC_500Medium.ttf (npm package
@expo-google-fonts/noto-sans-sc 0.4.3) and SourceSans3_400Regular.ttf and SourceSans3_500Medium.ttf (npm package
@expo-google-fonts/source-sans-3 0.4.1). The Latin of Noto Sans SC is Source Sans, enlarged, but stops at pinyin and
Vietnamese; the letters that it lacks ("Łukasz", "Dvořák") come from Source Sans, enlarged alike. UNIHAN_OTHER_MAPPINGS is Unihan_OtherMappings.txt of Unicode 13 or
newer, plain or .bz2 (Debian package unicode-data), whose field kTGH lists the 8,105 characters of the table of
2013. Needs fonttools and brotli from PyPI. Writes NotoSansSC-{Regular,Medium}.{ttf,woff2} beside this script
and prints what the source font lacks of the tables. "Noto Sans SC" is not a Reserved Font Name of the licence
(that is "Source", which the result does not use), so the subset may keep it.
"""

import bz2
import glob
import os
import sys

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Blocks from which everything that the font has is kept.
BLOCKS = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0300, 0x036F),  # Latin, modifiers, marks
    (0x0370, 0x045F), (0x1E00, 0x1EFF),                                      # Greek, Cyrillic, Vietnamese
    (0x2000, 0x27BF),                                                        # punctuation … arrows, box, dingbats
    (0x3000, 0x312F), (0x3200, 0x33FF),                                      # CJK punctuation, kana, enclosed, units
    (0xFE10, 0xFE4F), (0xFF00, 0xFFEF),                                      # vertical and full-width forms
]

# Blocks whose gaps are filled from Source Sans. Combining marks stay out: they would need positioning rules.
FILLED = [(0x00A0, 0x024F), (0x0370, 0x045F), (0x0490, 0x04FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20CF)]


def standard_characters(path):
    """The 8,105 characters of 通用规范汉字表, from the Unihan field kTGH."""
    opener = bz2.open if path.endswith(".bz2") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line and line[0] == "U"}


def gb2312_characters():
    """Every character of GB2312: 6,763 hanzi and 682 signs."""
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (pair.decode("gb2312", "ignore") for pair in rows) if text}


def capital_height(font):
    """The top of the letter H."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord("H")]].draw(pen)
    return pen.bounds[3]


def fill_from(font, donor):
    """Adds to `font` the characters of FILLED that only `donor` has, enlarged to the same height of capitals."""
    factor = capital_height(font) / capital_height(donor)
    has, gives, glyphs = font.getBestCmap(), donor.getBestCmap(), donor.getGlyphSet()
    added = [c for first, last in FILLED for c in range(first, last + 1) if c in gives and c not in has]
    order = font.getGlyphOrder()
    for code in added:
        drawing = DecomposingRecordingPen(glyphs)
        glyphs[gives[code]].draw(drawing)
        pen = TTGlyphPen(None)
        drawing.replay(TransformPen(pen, (factor, 0, 0, factor, 0, 0)))
        name = f"added{code:04X}"
        order.append(name)
        glyph = font["glyf"].glyphs[name] = pen.glyph(dropImpliedOnCurves=False)
        glyph.recalcBounds(font["glyf"])
        left = getattr(glyph, "xMin", 0)
        font["hmtx"].metrics[name] = (round(glyphs[gives[code]].width * factor), left)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap[code] = name
    font.setGlyphOrder(order)
    return added


def source(fonts, name):
    """The font file of that name, wherever it lies below the folder."""
    (path,) = glob.glob(os.path.join(fonts, "**", name), recursive=True)
    return TTFont(path, recalcTimestamp=False)


def main(fonts, mappings):
    """Writes the four files."""
    standard, gb2312 = standard_characters(mappings), gb2312_characters()
    wanted = standard | gb2312 | {code for first, last in BLOCKS for code in range(first, last + 1)}
    here = os.path.dirname(os.path.abspath(__file__))
    for number, name in ((400, "Regular"), (500, "Medium")):
        font = source(fonts, f"NotoSansSC_{number}{name}.ttf")
        has = set(font.getBestCmap())
        options = Options()
        # The layout engine adds up single advances, so nothing may be re-shaped: no kerning, no ligatures.
        options.layout_features = []
        options.hinting = False
        options.name_IDs = ["*"]
        options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted & has)
        subsetter.subset(font)
        added = fill_from(font, source(fonts, f"SourceSans3_{number}{name}.ttf"))
        for flavour, extension in ((None, "ttf"), ("woff2", "woff2")):
            font.flavor = flavour
            out = os.path.join(here, f"NotoSansSC-{name}.{extension}")
            font.save(out)
            print(os.path.basename(out), os.path.getsize(out), "bytes")
        for table, characters in (("通用规范汉字表", standard), ("GB2312", gb2312)):
            lacking = sorted(characters - has)
            print(f"  {len(added)} letters of Source Sans added; {table}: {len(characters)} characters, lacking {len(lacking)}:", *map(chr, lacking))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
