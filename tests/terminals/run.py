#!/usr/bin/env python3
"""Shows the reader in terminals and compares what they show.

    run.py [--binary PATH] [--only NAME]... [--keep DIR] [--sheet OUT.png] [--control] [--rtl ENCODING]

In each terminal that is installed, one after the other, each on a screen of its own that nobody sees (Xvfb): what `hashiya terminal`
says is compared with the table in terminals.py; the bundled Arabic article is opened, keys are sent by their places under an Arabic
keyboard layout (steps, a tag, a search), and the picture is compared with xterm's, cell by cell; in tmux the text is read back and
compared with what `hashiya print` lays out. `--control` shows in each terminal an encoding that is wrong for it as well, and fails
when that is not seen. Prints one table; exits with 1 when a terminal fails.

Needs Xvfb, xdotool, setxkbmap, ImageMagick 6 or 7, the font DejaVu Sans Mono; installs nothing.
Limits: one font, one size, one screen; terminals that draw with OpenGL may take a minute to open; what is compared is in pictures.py.
"""

# What `run.py --control` printed. Text is the share of inked cells that show the same as in xterm, highlight that of coloured backgrounds,
# read back that of the lines that tmux holds as they were laid out. The last column is the text with an encoding that is wrong for the
# terminal; a terminal passes from 85% of the text and 90% of the highlight. Where vowel signs would be misplaced (alacritty, foot, kitty)
# they are hidden.
#
# | terminal | found | encoding | text | highlight | read back | text if wrong |
# |---|---|---|---:|---:|---:|---:|
# | xterm | xterm | visual | 100.0% | 100.0% |  | 58.2% (words) |
# | urxvt | urxvt | visual | 99.5% | 100.0% |  | 59.1% (words) |
# | alacritty | alacritty | visual | 95.4% | 100.0% |  | 55.7% (words) |
# | foot | foot | visual | 92.8% | 100.0% |  | 53.7% (words) |
# | VTE | VTE | lrm | 98.3% | 100.0% |  | 72.2% (off) |
# | Konsole | Konsole | words | 97.4% | 100.0% |  | 41.7% (visual) |
# | mlterm | mlterm | visual | 94.4% | 100.0% |  | 32.2% (words) |
# | kitty | kitty | kitty | 95.4% | 100.0% |  | 59.0% (visual) |
# | tmux in VTE | unknown | lrm | 98.3% | 100.0% | 100.0% | 40.9% (visual) |
# | tmux in Konsole | Konsole | words | 97.4% | 100.0% | 100.0% | 41.7% (visual) |
# | tmux in kitty | kitty | kitty | 95.4% | 100.0% | 100.0% | 59.0% (visual) |
# | tmux in alacritty | alacritty | visual | 95.4% | 100.0% | 100.0% | 55.7% (words) |
#
# Seen with xterm 379, urxvt 9.30, alacritty 0.11, foot 1.13.1, VTE 0.70, Konsole 22.12, mlterm 3.9.0, kitty 0.26.5 and tmux 3.3a, in
# DejaVu Sans Mono.

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import pictures
import readback
from session import Failure, Session
from terminals import COLUMNS, ROWS, TERMINALS, installed

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = "ara"
#: Columns of the article's lines.
WIDTH = "66"
#: Written before the reader opens: sentence, tag, note.
TAGS = [("4", "claim", ""), ("5", "figure", "من عدّهم؟")]
#: Five sentences on, a quote; then a search for four letters that are part of a word in the next paragraph (مزار).
KEYS = "j j j j j 2 / l . h v Enter"
#: The status line has a clock.
LEFT_OUT = {ROWS - 2}
#: Found by measuring: what is right was 92.8% and more, the same keys with a wrong encoding 59.1% and less (above).
TEXT, HIGHLIGHT, LINES = 0.85, 0.9, 1.0


class Row:
    """What was found in one terminal."""

    def __init__(self, terminal):
        self.terminal, self.faults = terminal, []
        self.kind = self.encoding = ""
        self.page = self.picture = self.agreement = self.lines = self.control = None


def report(session, row, binary):
    """What the reader says of the terminal."""
    out = session.home / "report"
    code = session.ended(session.begin("sh", "-c", f'exec "$0" terminal > "{out}" 2>&1', binary))
    said = dict(re.findall(r"^(terminal|encoding|harakat)  ?(.*)$", out.read_text(), re.M))
    row.kind, _, how = said.get("terminal", "").strip().partition(", by ")
    row.encoding = said.get("encoding", "").strip().partition(", ")[0]
    row.harakat = said.get("harakat", "").strip()
    wanted = (row.terminal.kind, row.terminal.encoding)
    if code or (row.kind, row.encoding) != wanted or row.terminal.how not in how:
        row.faults.append(f"found {row.kind}, {row.encoding}, by {how}, not {', '.join(wanted)}, by {row.terminal.how}")


def show(session, binary, options):
    """Opens the reader as if for the first time, with keys sent; its picture. The reader stays open."""
    for kept in ("share", "state"):
        shutil.rmtree(session.home / ".local" / kept / "hashiya", ignore_errors=True)
    for number, tag, note in TAGS:
        command = [binary, "tag", "--sample", "ar", "--sentence", number, "--tag", tag, *(["--note", note] if note else [])]
        subprocess.run(command, env=session.environment, check=True, capture_output=True)
    step = session.begin(binary, "--sample", "ar", "--width", WIDTH, *options)
    session.picture()
    session.press(KEYS)
    return pictures.Image.ppm(session.picture()), step


def leave(session, step, row):
    session.press("Esc q")
    code = session.ended(step)
    if code:
        row.faults.append(f"left with exit code {code}")


def visit(row, arguments, folder):
    """Everything in one terminal."""
    binary = str(arguments.binary)
    with Session(row.terminal, LAYOUT, arguments.patience) as session:
        report(session, row, binary)
        step = session.begin("fill")
        box = pictures.red_box(pictures.Image.ppm(session.picture()))
        (session.folder / f"{step}.go").touch()
        session.ended(step)
        forced = ["--rtl", arguments.rtl] if arguments.rtl else []
        image, step = show(session, binary, forced)
        row.picture = folder / f"{row.terminal.name.replace(' ', '-')}.png"
        shown = image.crop(box)
        row.picture.write_bytes(pictures.convert(shown, "png:-"))
        row.page = pictures.page(shown, COLUMNS, ROWS)
        if row.terminal.tmux:
            laid_out = subprocess.run(
                [binary, "print", "--sample", "ar", "--width", WIDTH], env=session.environment, capture_output=True, text=True,
                check=True).stdout.split("\n")
            captured = session.capture()[:ROWS - 2]
            marks = row.harakat == "shown"
            row.lines = readback.share_of_lines(captured, laid_out, arguments.rtl or row.encoding, marks)
        leave(session, step, row)
        if arguments.control:
            image, step = show(session, binary, ["--rtl", row.terminal.wrong])
            shown = image.crop(box)
            (folder / f"{row.terminal.name.replace(' ', '-')}-{row.terminal.wrong}.png").write_bytes(
                pictures.convert(shown, "png:-"))
            row.control_page = pictures.page(shown, COLUMNS, ROWS)
            leave(session, step, row)


def judge(row, reference, arguments):
    """Compares a row with xterm's page."""
    row.agreement = pictures.agreement(reference, row.page, LEFT_OUT)
    if row.agreement.text < TEXT:
        row.faults.append(f"text below {TEXT:.0%}")
    if row.agreement.highlight < HIGHLIGHT:
        row.faults.append(f"highlight below {HIGHLIGHT:.0%}")
    if row.lines is not None and row.lines < LINES:
        row.faults.append("text read back differs")
    if arguments.control:
        row.control = pictures.agreement(reference, row.control_page, LEFT_OUT)
        if row.control.text >= TEXT:
            row.faults.append(f"{row.terminal.wrong} is not seen to be wrong")


def table(rows, missing, control):
    """The one table, in Markdown."""
    heads = ["terminal", "kind found", "encoding", "ink", "text", "highlight", "read back", *(["control"] if control else []), "verdict"]
    lines = [heads, ["---"] * 3 + ["---:"] * (len(heads) - 4) + ["---"]]
    percent = "{:.1%}".format
    for row in rows:
        found = row.agreement
        shares = [percent(found.ink), percent(found.text), percent(found.highlight)] if found else ["", "", ""]
        shares.append("" if row.lines is None else percent(row.lines))
        if control:
            shares.append(f"{row.terminal.wrong} {percent(row.control.text)}" if row.control else "")
        lines.append([row.terminal.name, row.kind, row.encoding, *shares, "; ".join(row.faults) or "right"])
    lines += [[terminal.name, *[""] * (len(heads) - 2), "not installed"] for terminal in missing]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines)


def main():
    parser = argparse.ArgumentParser(description="Shows the reader in terminals and compares what they show.")
    parser.add_argument("--binary", type=Path, default=ROOT / "target/release/hashiya", help="the reader, built before")
    parser.add_argument("--only", action="append", metavar="NAME", help="this terminal (and xterm, to compare with)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the pictures there")
    parser.add_argument("--sheet", type=Path, metavar="OUT.png", help="write all pictures on one sheet")
    parser.add_argument("--control", action="store_true", help="show a wrong encoding as well, and expect it to be seen")
    parser.add_argument("--rtl", metavar="ENCODING", help="force an encoding, except in xterm")
    parser.add_argument("--patience", type=int, default=120, metavar="SECONDS", help="for each thing waited for")
    arguments = parser.parse_args()
    arguments.binary = arguments.binary.resolve()
    needed = [name for name in ("Xvfb", "xdotool", "setxkbmap", "import", "xterm") if not shutil.which(name)]
    if needed or not pictures.CONVERT or not arguments.binary.exists():
        sys.exit(f"run.py: not there: {', '.join(needed) or (pictures.CONVERT and arguments.binary) or 'ImageMagick'}")
    names = {terminal.name.lower() for terminal in TERMINALS}
    only = {name.lower() for name in arguments.only or names}
    if only - names:
        parser.error(f"no terminal of the name {', '.join(only - names)}; there are {', '.join(sorted(names))}")
    chosen = [terminal for terminal in TERMINALS if terminal.name.lower() in only | {"xterm"}]
    rows = [Row(terminal) for terminal in chosen if installed(terminal)]
    missing = [terminal for terminal in chosen if not installed(terminal)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        forced = arguments.rtl
        for row in rows:
            print(f"{row.terminal.name} ...", file=sys.stderr, flush=True)
            arguments.rtl = None if row is rows[0] else forced
            try:
                visit(row, arguments, folder)
                judge(row, rows[0].page, arguments)
            except (Failure, ValueError, OSError, AttributeError, subprocess.SubprocessError) as fault:
                row.faults.append(str(fault))
        if arguments.sheet:
            shown = [(f"{row.terminal.name} ({row.encoding})", row.picture) for row in rows if row.picture]
            pictures.sheet(shown, arguments.sheet)
    print(table(rows, missing, arguments.control))
    return 1 if any(row.faults for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
