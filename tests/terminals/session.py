"""A private X server, one terminal on it, and what runs in the terminal: steps, keys, pictures of the whole screen.

All that is started is a process group of its own and is ended with the session; nothing else is touched.
Limits: needs Xvfb, setxkbmap, xdotool and ImageMagick's import; the largest window on the screen is taken for the terminal's.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import terminals

HERE = Path(__file__).resolve().parent
#: What tells of a terminal that this was started from.
FOREIGN = ("ALACRITTY", "COLORTERM", "DISPLAY", "KITTY", "KONSOLE", "MLTERM", "STY", "TERM", "TMUX", "VTE", "WAYLAND", "WEZTERM",
           "WINDOWID", "XDG_", "XTERM")
#: Places on a keyboard, as X numbers them: keys are sent by their places, so that any layout gets them.
PLACES = {
    **{key: code for code, key in enumerate("1234567890-=", 10)},
    **{key: code for code, key in enumerate("qwertyuiop[]", 24)},
    **{key: code for code, key in enumerate("asdfghjkl;'", 38)},
    **{key: code for code, key in enumerate("zxcvbnm,./", 52)},
    "Esc": 9, "Enter": 36, "Space": 65, "Down": 116, "Up": 111,
}
SCREEN = (1400, 1000)


class Failure(Exception):
    """The terminal did not do what it is here for."""


class Session:
    """A terminal that runs steps."""

    def __init__(self, terminal, layout, patience):
        self.terminal, self.patience, self.groups, self.steps = terminal, patience, [], 0
        # A short path: sockets lie in it.
        self.home = Path(tempfile.mkdtemp(prefix="hashiya-"))
        self.folder = self.home / "steps"
        runtime = self.home / "run"
        for path in (self.folder, runtime):
            path.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        self.environment = kept | {
            "HOME": str(self.home), "XDG_RUNTIME_DIR": str(runtime), "TMUX_TMPDIR": str(runtime), "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1", "LP_NUM_THREADS": "1", "NO_AT_BRIDGE": "1", "SHELL": "/bin/sh",
        }
        try:
            self.open(layout)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def open(self, layout):
        reading, writing = os.pipe()
        size = "x".join(map(str, SCREEN)) + "x24"
        self.start(["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"], {}, (writing,))
        os.close(writing)
        with os.fdopen(reading) as display:
            number = display.readline().strip()
        if not number:
            raise Failure("Xvfb does not start")
        self.environment["DISPLAY"] = f":{number}"
        self.run("setxkbmap", layout)
        inner = [sys.executable, str(HERE / "inside.py"), str(self.folder)]
        for command, variables in terminals.command(self.terminal, self.home, inner):
            if "WAYLAND_DISPLAY" in variables:
                self.until((self.home / "run" / variables["WAYLAND_DISPLAY"]).exists, "the compositor opens")
            last = self.start(command, variables)
        size = self.folder / "size"
        self.until(lambda: size.exists() or last.poll() is not None, "its window opens")
        if not size.exists():
            raise Failure(f"it ended at once: {self.errors()}")
        if size.read_text() != f"{terminals.COLUMNS}x{terminals.ROWS}":
            raise Failure(f"its window is {size.read_text()}")
        self.until(self.focus, "its window is there")

    def start(self, command, variables, passed=()):
        with open(self.home / "errors", "ab") as errors:
            process = subprocess.Popen(
                command, env=self.environment | variables, start_new_session=True, pass_fds=passed, cwd=self.home,
                stdin=subprocess.DEVNULL, stdout=errors, stderr=errors,
            )
        self.groups.append(process)
        return process

    def errors(self):
        return (self.home / "errors").read_text(errors="replace").strip()[-300:]

    def run(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=30).stdout

    def until(self, done, what):
        end = time.monotonic() + self.patience
        while not done():
            if time.monotonic() > end:
                raise Failure(f"waited {self.patience} s until {what}")
            time.sleep(0.1)

    def focus(self):
        """Gives the keys to the largest window, since there is no window manager."""
        largest, area = None, 10_000
        for window in self.run("xdotool", "search", "--onlyvisible", "--maxdepth", "2", "--name", "").split():
            shape = dict(line.split("=") for line in self.run("xdotool", "getwindowgeometry", "--shell", window).decode().split())
            size = int(shape.get("WIDTH", 0)) * int(shape.get("HEIGHT", 0))
            if area < size < SCREEN[0] * SCREEN[1]:
                largest, area = window, size
        if largest:
            self.run("xdotool", "windowfocus", largest)
            self.run("xdotool", "mousemove", str(SCREEN[0] - 5), str(SCREEN[1] - 5))
        return largest is not None

    def begin(self, *step):
        """Begins a step; its number."""
        self.steps += 1
        path = self.folder / f"{self.steps}.step"
        terminals.write(path.with_suffix(".new"), json.dumps(step))
        path.with_suffix(".new").rename(path)
        return self.steps

    def ended(self, step):
        """Waits for the end of a step; its exit code."""
        end = self.folder / f"{step}.end"
        self.until(end.exists, f"step {step} ends")
        return int(end.read_text())

    def press(self, keys):
        """Sends keys, by their places, separated by blanks."""
        for key in keys.split():
            self.run("xdotool", "key", str(PLACES[key]))
            time.sleep(0.08)

    def picture(self):
        """The screen as PPM, when it has been still for a while."""
        last, still, end = b"", 0, time.monotonic() + self.patience
        while still < 3 and time.monotonic() < end:
            time.sleep(0.3)
            now = self.run("import", "-silent", "-window", "root", "-depth", "8", "ppm:-")
            last, still = now, still + 1 if now == last else 0
        return last

    def capture(self):
        """What tmux says that its screen shows."""
        return self.run("tmux", "-L", "hashiya", "capture-pane", "-p").decode().split("\n")

    def close(self):
        if self.terminal.tmux and (self.home / "run").exists():
            self.run("tmux", "-L", "hashiya", "kill-server")
        for end in (signal.SIGTERM, signal.SIGKILL):
            for process in reversed(self.groups):
                try:
                    os.killpg(process.pid, end)
                except ProcessLookupError:
                    pass
            time.sleep(0.3)
        for process in self.groups:
            process.wait()
        shutil.rmtree(self.home, ignore_errors=True)
