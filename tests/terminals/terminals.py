"""The terminals: how each is started, and what the reader should find in it.

Each is started with the same font, size, colours and number of cells, and with a home folder of its own that holds its settings.
Limits: Xvfb has no graphics card; terminals that draw with OpenGL get Mesa's software renderer and may take a minute to open.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONT = "DejaVu Sans Mono"
POINTS = 14
COLUMNS, ROWS = 100, 30
WESTON = "wayland-hashiya"


@dataclass(frozen=True)
class Terminal:
    """One row of the table."""

    name: str
    #: What `hashiya terminal` should say: kind, encoding, and how the kind was found.
    kind: str
    encoding: str
    how: str
    #: An encoding with which text is wrong in it.
    wrong: str
    #: Programs that must be there.
    programs: tuple
    #: Whether the reader runs in tmux in it.
    tmux: bool = False


TERMINALS = [
    Terminal("xterm", "xterm", "visual", "the terminal answers", "words", ("xterm",)),
    Terminal("urxvt", "urxvt", "visual", "the terminal answers", "words", ("urxvt",)),
    Terminal("alacritty", "alacritty", "visual", "the environment", "words", ("alacritty",)),
    Terminal("foot", "foot", "visual", "the terminal answers", "words", ("foot", "weston")),
    Terminal("VTE", "VTE", "lrm", "the terminal answers", "off", ()),
    Terminal("Konsole", "Konsole", "words", "the terminal answers", "visual", ("konsole",)),
    Terminal("mlterm", "mlterm", "visual", "the terminal answers", "words", ("mlterm",)),
    Terminal("kitty", "kitty", "kitty", "the terminal answers", "visual", ("kitty",)),
    Terminal("tmux in VTE", "unknown", "lrm", "default", "visual", ("tmux",), tmux=True),
    Terminal("tmux in Konsole", "Konsole", "words", "tmux", "visual", ("tmux", "konsole"), tmux=True),
    Terminal("tmux in kitty", "kitty", "kitty", "tmux", "visual", ("tmux", "kitty"), tmux=True),
    Terminal("tmux in alacritty", "alacritty", "visual", "tmux", "words", ("tmux", "alacritty"), tmux=True),
]


def python_with_vte():
    """A Python that has gi and VTE, or None."""
    test = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('Vte', '2.91'); from gi.repository import Vte"
    for python in (sys.executable, "/usr/bin/python3"):
        found = shutil.which(python)
        if found and subprocess.run([found, "-c", test], capture_output=True).returncode == 0:
            return found
    return None


def installed(terminal):
    """Whether all is there that it needs."""
    if terminal.name.endswith("VTE") and not python_with_vte():
        return False
    return all(shutil.which(program) for program in terminal.programs)


def session_bus(command):
    """GTK and KDE programs look for a session bus: one of their own, where it can be had."""
    return (["dbus-run-session", "--"] if shutil.which("dbus-run-session") else []) + command


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def command(terminal, home, inner):
    """The commands that start it with `inner` in it, each with variables of its own: [(command, variables)]. Writes its settings into
    `home`."""
    if terminal.tmux:
        write(home / "tmux.conf", "set -g status off\nset -g default-terminal tmux-256color\nset -sg escape-time 20\n")
        inner = ["tmux", "-u", "-L", "hashiya", "-f", str(home / "tmux.conf"), "new-session", *inner]
    return STARTS[terminal.name.removeprefix("tmux in ")](home, inner)


def xterm(_, inner):
    look = ["-fa", FONT, "-fs", str(POINTS), "-bg", "#ffffff", "-fg", "#000000", "-geometry", f"{COLUMNS}x{ROWS}+0+0"]
    return [(["xterm", "-u8", *look, "+bc", "+sb", "-b", "2", "-e", *inner], {})]


def urxvt(_, inner):
    look = ["-fn", f"xft:{FONT}:size={POINTS}", "-bg", "#ffffff", "-fg", "#000000"]
    return [(["urxvt", *look, "-geometry", f"{COLUMNS}x{ROWS}+0+0", "+sb", "-b", "2", "-e", *inner], {})]


def alacritty(home, inner):
    write(home / "alacritty.yml", f"""
font: {{size: {POINTS}, normal: {{family: "{FONT}"}}}}
window: {{dimensions: {{columns: {COLUMNS}, lines: {ROWS}}}, position: {{x: 0, y: 0}}}}
colors: {{primary: {{background: "#ffffff", foreground: "#000000"}}}}
""")
    write(home / "alacritty.toml", f"""
[font]
size = {POINTS}
normal = {{ family = "{FONT}" }}
[window]
dimensions = {{ columns = {COLUMNS}, lines = {ROWS} }}
position = {{ x = 0, y = 0 }}
[colors.primary]
background = "#ffffff"
foreground = "#000000"
""")
    version = subprocess.run(["alacritty", "--version"], capture_output=True, text=True).stdout
    old = version.startswith(tuple(f"alacritty 0.{minor}." for minor in range(13)))
    settings = home / ("alacritty.yml" if old else "alacritty.toml")
    # It guesses a scale from the screen's size otherwise.
    return [(["alacritty", "--config-file", str(settings), "-e", *inner], {"WINIT_X11_SCALE_FACTOR": "1"})]


def foot(home, inner):
    write(home / "weston.ini", "[core]\nidle-time=0\n[shell]\npanel-position=none\nbackground-color=0xff808080\nlocking=false\n")
    write(home / "foot.ini", f"""[main]
font={FONT}:size={POINTS}
initial-window-size-chars={COLUMNS}x{ROWS}
[colors]
background=ffffff
foreground=000000
""")
    weston = ["weston", "--backend=x11-backend.so", f"--socket={WESTON}", f"--config={home / 'weston.ini'}",
              "--width=1380", "--height=980", "--use-pixman"]
    return [(weston, {}), (["foot", "-c", str(home / "foot.ini"), *inner], {"WAYLAND_DISPLAY": WESTON})]


def vte(_, inner):
    host = [python_with_vte(), str(HERE / "vtehost.py"), str(COLUMNS), str(ROWS), f"{FONT} {POINTS}"]
    return [(session_bus(host + inner), {})]


def konsole(home, inner):
    write(home / ".local/share/konsole/test.profile", f"""[Appearance]
ColorScheme=BlackOnWhite
Font={FONT},{POINTS},-1,5,50,0,0,0,0,0
[General]
Name=test
Parent=FALLBACK/
TerminalColumns={COLUMNS}
TerminalRows={ROWS}
[Scrolling]
ScrollBarPosition=2
""")
    write(home / ".config/konsolerc", """[Desktop Entry]
DefaultProfile=test.profile
[KonsoleWindow]
RememberWindowSize=false
[MainWindow]
MenuBar=Disabled
ToolBarsMovable=Disabled
""")
    start = ["konsole", "--profile", "test", "--hide-menubar", "--hide-tabbar", "--notransparency", "-e", *inner]
    return [(session_bus(start), {"QT_QPA_PLATFORM": "xcb", "QT_LOGGING_RULES": "*=false"})]


def mlterm(home, inner):
    write(home / ".mlterm/aafont", f"DEFAULT = {FONT}\n")
    # Its sizes are pixels.
    write(home / ".mlterm/main", f"type_engine=xft\nfontsize={POINTS * 4 // 3}\nencoding=utf8\n")
    look = ["--bg", "#ffffff", "--fg", "#000000", "--sbmod=none"]
    return [(["mlterm", "-g", f"{COLUMNS}x{ROWS}+0+0", *look, "-e", *inner], {})]


def kitty(_, inner):
    settings = {
        "font_family": FONT, "font_size": POINTS, "remember_window_size": "no", "initial_window_width": f"{COLUMNS}c",
        "initial_window_height": f"{ROWS}c", "cursor_blink_interval": 0, "update_check_interval": 0, "background": "#ffffff",
        "foreground": "#000000", "window_padding_width": 0, "confirm_os_window_close": 0, "enable_audio_bell": "no",
    }
    options = [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]
    return [(["kitty", "--config", "NONE", *options, *inner], {})]


STARTS = {
    "xterm": xterm, "urxvt": urxvt, "alacritty": alacritty, "foot": foot, "VTE": vte, "Konsole": konsole, "mlterm": mlterm,
    "kitty": kitty,
}
