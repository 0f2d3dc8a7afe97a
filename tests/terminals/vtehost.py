#!/usr/bin/env python3
"""A window with one VTE terminal in it: what GNOME Terminal, Tilix, xfce4-terminal and others show text with.

    vtehost.py COLUMNS ROWS FONT COMMAND...

Needs GTK 3 and VTE 2.91 with their introspection, and Python's gi. Limits: no menu, no settings but these.
"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Vte", "2.91")
from gi.repository import Gdk, GLib, Gtk, Pango, Vte  # noqa: E402


def colour(name):
    parsed = Gdk.RGBA()
    parsed.parse(name)
    return parsed


def main():
    columns, rows, font, *command = sys.argv[1:]
    terminal = Vte.Terminal()
    terminal.set_font(Pango.FontDescription(font))
    terminal.set_size(int(columns), int(rows))
    terminal.set_cursor_blink_mode(Vte.CursorBlinkMode.OFF)
    terminal.set_color_background(colour("#ffffff"))
    terminal.set_color_foreground(colour("#000000"))
    terminal.connect("child-exited", lambda *_: Gtk.main_quit())
    window = Gtk.Window()
    window.add(terminal)
    window.connect("destroy", Gtk.main_quit)
    version = Vte.MAJOR_VERSION * 10000 + Vte.MINOR_VERSION * 100 + Vte.MICRO_VERSION
    variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "VTE_VERSION": str(version)}
    terminal.spawn_async(
        Vte.PtyFlags.DEFAULT, os.getcwd(), command, [f"{name}={value}" for name, value in variables.items()],
        GLib.SpawnFlags.SEARCH_PATH, None, None, -1, None, None,
    )
    window.show_all()
    window.move(0, 0)
    Gtk.main()


if __name__ == "__main__":
    main()
