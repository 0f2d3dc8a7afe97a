"""Pictures of a screen, cut into cells and compared.

A picture becomes one `Page`: for each cell its background colour, and its ink as 8 by 16 values of how far a pixel is from that
background. Underlines are left out of the ink, since terminals draw them at different heights. Pages of two terminals are compared
cell by cell: cells agree in their text when both are blank or both show similar ink, in their highlight when their backgrounds play
the same part. Needs ImageMagick's convert.
Limits: cells are compared, not pixels: a mark on a letter, a slant or a weight is not told from its absence.
"""

import shutil
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass

WIDTH, HEIGHT = 8, 16
#: Share of the strongest contrast from which a pixel is ink.
INK = 0.35
#: Correlation from which two cells show the same.
ALIKE = 0.45
CONVERT = shutil.which("magick") or shutil.which("convert")


@dataclass
class Image:
    """Pixels, three bytes each."""

    width: int
    height: int
    pixels: bytes

    @staticmethod
    def ppm(data):
        kind, width, height, most, pixels = data.split(maxsplit=4) if data[:2] == b"P6" else (None,) * 5
        # The pixels may begin with a byte that looks like a blank: they are counted from the end.
        if kind is None or int(most) != 255:
            raise ValueError("not a PPM picture of 8 bits")
        size = int(width) * int(height) * 3
        return Image(int(width), int(height), data[-size:])

    def row(self, y):
        return self.pixels[y * self.width * 3:(y + 1) * self.width * 3]

    def crop(self, box):
        left, top, right, bottom = box
        rows = (self.row(y)[left * 3:right * 3] for y in range(top, bottom))
        return Image(right - left, bottom - top, b"".join(rows))

    def data(self):
        return b"P6 %d %d 255\n" % (self.width, self.height) + self.pixels


def convert(image, *arguments):
    return subprocess.run([CONVERT, "ppm:-", *arguments], input=image.data(), capture_output=True, check=True).stdout


def red_box(image):
    """What the red pixels fill: left, top, right, bottom. Calibration paints all cells red."""
    left, top, right, bottom = image.width, image.height, 0, 0
    for y in range(image.height):
        row = image.row(y)
        red = [x for x, (r, g, b) in enumerate(zip(row[::3], row[1::3], row[2::3])) if r > 110 and g < 80 and b < 80]
        if len(red) > 100:
            left, right = min(left, red[0]), max(right, red[-1] + 1)
            top, bottom = min(top, y), y + 1
    if right <= left:
        raise ValueError("no red screen was seen")
    return left, top, right, bottom


@dataclass
class Page:
    """A screen in cells, row by row: a background and the ink (None for a blank cell) of each."""

    columns: int
    rows: int
    grounds: list
    ink: list


def page(image, columns, rows):
    """The cells of a picture that shows them and nothing else."""
    grounds = []
    for row in range(rows):
        top = row * image.height // rows
        # The upper quarter of a cell is seldom inked.
        strips = [image.row(top + y) for y in range(max(1, image.height // rows // 4))]
        for column in range(columns):
            left, right = column * image.width // columns * 3, (column + 1) * image.width // columns * 3
            part = b"".join(strip[left:right] for strip in strips)
            grounds.append(Counter(zip(part[::3], part[1::3], part[2::3])).most_common(1)[0][0])
    width = columns * WIDTH
    small = convert(image, "-filter", "box", "-resize", f"{width}x{rows * HEIGHT}!", "-depth", "8", "rgb:-")
    inks = []
    for row in range(rows):
        for column in range(columns):
            r, g, b = grounds[row * columns + column]
            lines = []
            for y in range(HEIGHT):
                at = ((row * HEIGHT + y) * width + column * WIDTH) * 3
                part = small[at:at + WIDTH * 3]
                lines.append([max(abs(one - r), abs(two - g), abs(three - b)) / 255
                              for one, two, three in zip(part[::3], part[1::3], part[2::3])])
            inks.append(ink(lines))
    return Page(columns, rows, grounds, inks)


def ink(lines):
    """The ink of a cell without its underline, strongest 1; None when there is none."""
    for y in range(HEIGHT * 5 // 8, HEIGHT):
        if min(lines[y]) > 0.15 and max(lines[y]) - min(lines[y]) < 0.12:
            lines[y] = [0.0] * WIDTH
    most = max(map(max, lines))
    return [[value / most for value in line] for line in lines] if most > INK else None


def alike(one, other):
    """The best correlation of two cells, moved against each other by a step or two: fonts are set at different heights."""
    best = 0.0
    padded = [[0.0] * (WIDTH + 2)] * 2 + [[0.0, *line, 0.0] for line in other] + [[0.0] * (WIDTH + 2)] * 2
    flat = [value for line in one for value in line]
    for down in range(5):
        for right in range(3):
            moved = [value for line in padded[down:down + HEIGHT] for value in line[right:right + WIDTH]]
            best = max(best, correlation(flat, moved))
    return best


def correlation(one, other):
    mean, mean_other = sum(one) / len(one), sum(other) / len(other)
    product = sum(a * b for a, b in zip(one, other)) - len(one) * mean * mean_other
    square = sum(a * a for a in one) - len(one) * mean * mean
    square_other = sum(b * b for b in other) - len(one) * mean_other * mean_other
    return product / (square * square_other) ** 0.5 if square > 0 and square_other > 0 else 0.0


@dataclass
class Agreement:
    """How far two pages agree, from 0 to 1."""

    #: Of the cells inked in one or both: inked in both.
    ink: float
    #: Of the same cells: alike.
    text: float
    #: Of the cells with another background than most, in one or both: with the same.
    highlight: float


def agreement(reference, other, left_out=()):
    """Compares all rows but those left out."""
    cells = [at for at in range(len(reference.ink)) if at // reference.columns not in left_out]
    inked = [at for at in cells if reference.ink[at] or other.ink[at]]
    both = [at for at in inked if reference.ink[at] and other.ink[at]]
    same = [at for at in both if alike(reference.ink[at], other.ink[at]) >= ALIKE]
    return Agreement(len(both) / max(1, len(inked)), len(same) / max(1, len(inked)), highlight(reference, other, cells))


def highlight(reference, other, cells):
    """Colours differ between palettes: each colour of the other page stands for that of the reference with which it is seen most."""
    met = defaultdict(Counter)
    for at in cells:
        met[other.grounds[at]][reference.grounds[at]] += 1
    stands_for = {colour: seen.most_common(1)[0][0] for colour, seen in met.items()}
    plain = Counter(reference.grounds[at] for at in cells).most_common(1)[0][0]
    lit = [at for at in cells if plain != reference.grounds[at] or plain != stands_for[other.grounds[at]]]
    same = [at for at in lit if reference.grounds[at] == stands_for[other.grounds[at]]]
    return len(same) / max(1, len(lit))


def sheet(pictures, out):
    """Pictures with captions, side by side: [(caption, PNG)]."""
    font = subprocess.run(["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, text=True).stdout
    parts = [part for caption, picture in pictures for part in ("-label", caption, str(picture))]
    subprocess.run(
        ["montage", *(["-font", font] if font else []), "-pointsize", "15", *parts, "-tile", "3x", "-geometry", "760x+6+4",
         "-background", "#dddddd", "+dither", "-colors", "96", "-depth", "8", f"png8:{out}"],
        check=True,
    )
