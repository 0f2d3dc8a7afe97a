#!/usr/bin/env python3
"""Runs inside of a terminal: takes steps from a folder, one after the other, and says when each has ended.

    inside.py FOLDER

Step N is FOLDER/N.step, a JSON list: a command with its arguments, or ["fill"], which paints all cells red and waits for the file
FOLDER/N.go. When it ends, FOLDER/N.end has its exit code. FOLDER/size has the columns and rows of the terminal, before step 1.
The folder that FOLDER lies in is the home folder of the steps.
Limits: it waits for steps for ever; whoever started the terminal ends it.
"""

import json
import os
import subprocess
import sys
import time


def wait(path):
    while not os.path.exists(path):
        time.sleep(0.05)


def write(path, text):
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)


def fill(go):
    columns, rows = os.get_terminal_size()
    red = "\r\n".join([" " * columns] * rows)
    sys.stdout.write(f"\x1b[?25l\x1b[0;48;5;196m\x1b[2J\x1b[H{red}")
    sys.stdout.flush()
    wait(go)
    sys.stdout.write("\x1b[0m\x1b[2J\x1b[H\x1b[?25h")
    sys.stdout.flush()
    return 0


def main():
    folder = sys.argv[1]
    # alacritty sets it back to the user's.
    os.environ["HOME"] = os.path.dirname(folder)
    # A window that has just opened may get its size a moment later.
    time.sleep(1)
    columns, rows = os.get_terminal_size()
    write(f"{folder}/size", f"{columns}x{rows}")
    number = 0
    while True:
        number += 1
        wait(f"{folder}/{number}.step")
        with open(f"{folder}/{number}.step", encoding="utf-8") as file:
            step = json.load(file)
        code = fill(f"{folder}/{number}.go") if step == ["fill"] else subprocess.call(step)
        write(f"{folder}/{number}.end", str(code))


if __name__ == "__main__":
    main()
