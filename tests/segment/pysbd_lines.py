#!/usr/bin/env python3
"""pysbd_lines.py LANG FILE - pySBD run the way the scorer wants it.

Each line of FILE is one paragraph, cut on its own; one sentence a line is printed,
the text unchanged apart from trimming.  A language that pySBD does not know is cut
by its rules of English."""

import sys

import pysbd
from pysbd.languages import LANGUAGE_CODES


def cut(segmenter, paragraph):
    """The pieces of `paragraph` between the ends of the sentences that pySBD names.

    pySBD's own strings will not do: it leaves a sentence out where it no longer finds it
    in the text.  Cut at the ends of the spans, what it left out stays in the piece
    around it."""
    start = 0
    for span in segmenter.segment(paragraph):
        if span.end > start:
            yield paragraph[start : span.end]
            start = span.end
    yield paragraph[start:]


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: pysbd_lines.py LANG FILE")
    language, path = sys.argv[1:]
    if language not in LANGUAGE_CODES:
        language = "en"
    segmenter = pysbd.Segmenter(language=language, clean=False, char_span=True)
    with open(path, encoding="utf-8", newline="") as file:
        paragraphs = file.read().split("\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    for paragraph in paragraphs:
        for sentence in cut(segmenter, paragraph):
            sentence = sentence.strip()
            if sentence:
                print(sentence)


main()
