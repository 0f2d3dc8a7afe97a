#!/usr/bin/env python3
"""Makes joining.tsv and forms.tsv, the tables of tests/unicode/joining.rs. Run it in this folder; it replaces both.

How: HarfBuzz decides for each letter which of the features isol, init, medi and fina to apply. What a real font does with
them hides some of it (an alef has no initial glyph), so the font is made here: a blank glyph for every character, one more
for every character and feature, and lam-alef as the required ligature. The names of the glyphs that hb-shape prints then say
what was applied, and nothing of it is the font's.

Needs hb-shape (Debian: libharfbuzz-bin), fontTools (python3-fonttools), and UnicodeData.txt (unicode-data). The committed
tables were made with HarfBuzz 6.0.0 and Unicode 15.0.

joining.tsv: what, text, codes; codes are one a character of the text:
  s isol, i init, m medi, f fina, - none; I and M are a lam, and F an alef, that became one ligature.
`what` is a language (the text is a word, written as it is), or a list of code points (the text is code points, and the table
holds for each of the list in the place of X).
forms.tsv: the presentation form, its code (s i m f) and the letters that it stands for, from the decompositions of
UnicodeData.txt: single letters, and the four of lam with alef.
"""

import re
import subprocess
import tempfile
from itertools import product
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

UNICODE_DATA = "/usr/share/unicode/UnicodeData.txt"
FEATURES = {"isol": "s", "init": "i", "medi": "m", "fina": "f"}
FORMS = {"<isolated>": "s", "<initial>": "i", "<medial>": "m", "<final>": "f"}
LAM, ALEFS = 0x644, (0x622, 0x623, 0x625, 0x627)

# What may stand before and after a letter: nothing, one of each joining class, a letter with a mark, the joiners.
BEFORE = ["", "0621", "062F", "0628", "0640", "0628 064E", "0628 064E 0651", "200D", "200C", "0628 200C", "0628 200D",
          "062F 200D", "0628 064E 200C", "0644", "0644 0627", "06D5", "0061"]
AFTER = ["", "0621", "062F", "0628", "0640", "064E 0628", "064E 0651 0628", "200D", "200C", "200C 0628", "200D 0628",
         "064E 200C 0628", "200D 200C 0628", "200C 200D 0628", "0644", "0644 0627", "06CE", "0061"]
# Lam and alef: with marks of both, joiners between and around, a tatweel between.
LAM_ALEF = ["{l} {a}", "0633 {l} {a}", "062F {l} {a}", "{l} {a} 0645", "0633 {l} {a} 0645", "{l} 064E {a}", "{l} {a} 064E",
            "0633 {l} 0651 064E {a} 0653 0645", "{l} 200C {a}", "{l} 200D {a}", "{l} {a} 200C", "{l} {a} 200D 0628",
            "200D {l} {a}", "0628 200C {l} {a}", "{l} 0640 {a}", "{l} {l} {a}", "{l} {a} {l} {a}", "0640 {l} {a} 0640",
            "{l} 064E 200C {a}", "{l} 064E 200D {a}"]


def read_unicode_data():
    letters, marks, forms = [], [], []
    for line in Path(UNICODE_DATA).read_text().splitlines():
        field = line.split(";")
        code, category = int(field[0], 16), field[2]
        if 0x600 <= code <= 0x6FF or 0x750 <= code <= 0x77F or 0x870 <= code <= 0x8FF:
            if category == "Mn":
                marks.append(code)
            elif category not in ("Nd", "Cf") and field[4] != "AN":
                letters.append(code)
        tag, _, rest = field[5].partition(" ")
        of = [int(part, 16) for part in rest.split()] if tag in FORMS else []
        if len(of) == 1 or (len(of) == 2 and of[0] == LAM and of[1] in ALEFS):
            forms.append((code, FORMS[tag], of))
    return letters, marks, forms


def make_font(letters, marks, path):
    codes = sorted({*letters, *marks, 0x20, 0x61, 0x200C, 0x200D})
    names = {code: f"u{code:04X}" for code in codes}
    joining = [names[code] for code in letters] + [names[0x200D], names[0x200C]]
    ligatures = [f"u{LAM:04X}_u{alef:04X}.{form}" for alef in ALEFS for form in ("isol", "fina")]
    order = [".notdef", *names.values(), *(f"{name}.{feature}" for name in joining for feature in FEATURES), *ligatures]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: Glyph() for name in order})
    builder.setupHorizontalMetrics({name: (500, 0) for name in order})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    rules = ["languagesystem DFLT dflt;", "languagesystem arab dflt;"]
    for feature in FEATURES:
        rules.append(f"feature {feature} {{")
        rules += [f"  sub {name} by {name}.{feature};" for name in joining]
        rules.append(f"}} {feature};")
    rules.append("feature rlig { lookupflag IgnoreMarks;")
    for alef, (lam, form) in product(ALEFS, (("init", "isol"), ("medi", "fina"))):
        rules.append(f"  sub u{LAM:04X}.{lam} u{alef:04X}.fina by u{LAM:04X}_u{alef:04X}.{form};")
    rules.append("} rlig;")
    rules.append(f"table GDEF {{ GlyphClassDef [{' '.join(g for g in order[1:] if g not in set(names[m] for m in marks))}],,"
                 f"[{' '.join(names[mark] for mark in marks)}],; }} GDEF;")
    addOpenTypeFeaturesFromString(builder.font, "\n".join(rules))
    builder.save(path)


def shape(font, texts, ligatures):
    """The names of the glyphs of each text, by the character that they come from."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(texts) + "\n")
        file.flush()
        command = ["hb-shape", f"--font-file={font}", f"--text-file={file.name}", "--script=Arab", "--direction=rtl",
                   "--cluster-level=1", "--no-positions", "--preserve-default-ignorables"]
        command += [] if ligatures else ["--features=-rlig"]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == len(texts), (len(lines), len(texts))
    shaped = []
    for line in lines:
        glyphs = [glyph.rsplit("=", 1) for glyph in line.strip("[]").split("|")]
        shaped.append([(int(cluster), name) for name, cluster in reversed(glyphs)])
    return shaped


def codes(font, texts):
    result = []
    for text, plain, ligated in zip(texts, shape(font, texts, False), shape(font, texts, True)):
        found = ["-"] * len(text)
        for at, name in plain:
            # HarfBuzz composes a letter and a mark where Unicode does: the letter has the code, the mark none.
            feature = name.partition(".")[2]
            if feature and found[at] == "-":
                found[at] = FEATURES[feature]
        for at, name in ligated:
            if "_" in name:
                lam = at
                alef = next(i for i in range(lam + 1, len(text)) if ord(text[i]) in ALEFS)
                found[lam], found[alef] = found[lam].upper(), found[alef].upper()
        result.append("".join(found))
    return result


def from_hex(points, letter=None):
    return "".join(chr(letter if point == "X" else int(point, 16)) for point in points.split())


def ranges(values):
    parts, start = [], None
    for value in values:
        if start is not None and value == end + 1:
            end = value
            continue
        if start is not None:
            parts.append((start, end))
        start = end = value
    parts.append((start, end))
    return " ".join(f"{a:04X}" if a == b else f"{a:04X}..{b:04X}" for a, b in parts)


def main():
    letters, marks, forms = read_unicode_data()
    with tempfile.TemporaryDirectory() as folder:
        font = f"{folder}/joining.ttf"
        make_font(letters, marks, font)
        rows = ["# Which joining feature HarfBuzz applies to each character; joining.py says how this was made, and the codes."]

        words = []
        for line in Path("joining-words.txt").read_text().splitlines():
            if line and not line.startswith("#"):
                language, _, text = line.partition(":")
                words += [(language, word) for word in text.split()]
        for (language, word), code in zip(words, codes(font, [word for _, word in words])):
            rows.append(f"{language}\t{word}\t{code}")

        for before, after in product(BEFORE, AFTER):
            context = " ".join(part for part in (before, "X", after) if part)
            groups = {}
            for letter, code in zip(letters, codes(font, [from_hex(context, letter) for letter in letters])):
                groups.setdefault(code, []).append(letter)
            rows += [f"{ranges(group)}\t{context}\t{code}" for code, group in groups.items()]
        for pattern in LAM_ALEF:
            context = pattern.format(l=f"{LAM:04X}", a="X")
            groups = {}
            for letter, code in zip(ALEFS, codes(font, [from_hex(context, letter) for letter in ALEFS])):
                groups.setdefault(code, []).append(letter)
            rows += [f"{ranges(group)}\t{context}\t{code}" for code, group in groups.items()]
        for before, after in product(("", "0628", "062F"), ("", "0628", "062F")):
            context = " ".join(part for part in (before, "X", after) if part)
            groups = {}
            for mark, code in zip(marks, codes(font, [from_hex(context, mark) for mark in marks])):
                groups.setdefault(code, []).append(mark)
            rows += [f"{ranges(group)}\t{context}\t{code}" for code, group in groups.items()]
    Path("joining.tsv").write_text("\n".join(rows) + "\n")
    table = ["# Presentation form, code, letters: from UnicodeData.txt by joining.py."]
    table += [f"{form:04X}\t{code}\t{' '.join(f'{letter:04X}' for letter in of)}" for form, code, of in forms]
    Path("forms.tsv").write_text("\n".join(table) + "\n")


if __name__ == "__main__":
    main()
