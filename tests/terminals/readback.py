"""Text read back from a terminal's screen, against the lines that were laid out.

What is sent differs by the encoding; it is turned back into the visual order here, on its own and not by the reader's code.
Limits: tells what the terminal holds, not what it draws; pictures tell that.
"""

import unicodedata

#: Joining controls and U+200E, which encodings add.
CONTROLS = {"\u200c", "\u200d", "\u200e"}


def cells(line):
    """Characters, each with its marks."""
    found = []
    for character in line:
        if character in CONTROLS:
            continue
        if found and unicodedata.category(character) in ("Mn", "Me"):
            found[-1] += character
        else:
            found.append(character)
    return found


def is_letter(cell):
    return unicodedata.bidirectional(cell[0]) in ("R", "AL")


def visual(line, encoding):
    """A row as it is seen: words that were sent in logical order are turned around."""
    row = cells(line)
    if encoding in ("words", "kitty"):
        at = 0
        while at < len(row):
            end = at
            while end < len(row) and is_letter(row[end]):
                end += 1
            row[at:end] = row[at:end][::-1]
            at = max(end, at + 1)
    return "".join(row)


def plain(row):
    """Without marks."""
    return "".join(cell[0] for cell in row)


def share_of_lines(captured, expected, encoding, marks):
    """The share of the captured rows with right-to-left text, that are the expected lines one after the other. The margin stands to
    the left of the text, so the rows end with the lines."""
    reduce = "".join if marks else plain
    wanted = [reduce(cells(line.strip())) for line in expected if line.strip()]
    rows = [reduce(cells(visual(row, encoding).rstrip())) for row in captured if any(is_letter(cell) for cell in cells(row))]
    right = sum(row.endswith(line) for row, line in zip(rows, wanted))
    return right / max(1, len(rows))
