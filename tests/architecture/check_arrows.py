#!/usr/bin/env python3
"""Holds the house together: check_arrows.py ROOT [QT_HEADERS]

Reads every source file below app, core and ui of ROOT as text and prints one line per breach of the rules in
docs/architecture.md. Exit 1 when there is one. QT_HEADERS is the folder with QtGui, QtWidgets and so on, so that a header
without its module's name (<QWidget>) is told from one of QtCore.
"""
import pathlib
import re
import sys

# The rooms of core in the order of the arrows: a room may include itself and the rooms named here.
FOUNDATION = {"base", "storage", "jobs"}
CORE = {
    "base": set(),
    "storage": {"base"},
    "jobs": {"base", "storage"},
    "statistics": {"base"},
    "llm": {"base"},
    "keyring": {"base", "llm"},
    "sealing": {"base"},
    "corpus": FOUNDATION,
    "measures": FOUNDATION | {"corpus", "statistics"},
    "catalogue": FOUNDATION,
    "coding": FOUNDATION | {"corpus", "catalogue", "statistics", "llm"},
    "merge": FOUNDATION,
    "analysis": FOUNDATION | {"corpus", "coding", "statistics"},
    "reliability": FOUNDATION | {"corpus", "coding", "analysis", "statistics"},
    "exchange": FOUNDATION | {"corpus", "coding", "analysis"},
    "taxonomy": FOUNDATION | {"corpus", "coding"},
    "cascade": FOUNDATION | {"corpus", "catalogue", "coding", "analysis", "taxonomy", "statistics"},
    "generation": FOUNDATION | {"corpus", "measures", "catalogue", "coding", "analysis", "taxonomy", "cascade", "llm", "statistics"},
    "rating": FOUNDATION | {"corpus", "catalogue", "coding", "cascade", "generation", "statistics", "sealing"},
    "overview": FOUNDATION | {"corpus", "catalogue", "coding", "cascade", "generation", "rating", "sealing"},
}
# Rooms of ui that every workspace may use; workspaces never include each other.
UI_SHARED = {"theme", "widgets", "charts", "models", "panes"}
UI_SHELL_SEAM = {"ui/shell/workspace.h"}
GUI_MODULES = ["QtGui", "QtWidgets", "QtCharts", "QtSvg", "QtSvgWidgets", "QtNetwork", "QtOpenGL", "QtQml"]

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
SQL = re.compile(r'"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|TRIGGER|VIRTUAL)|PRAGMA\s|BEGIN\s+IMMEDIATE|ATTACH\s)')
FORBIDDEN = [
    (re.compile(r"\bSIGNAL\(|\bSLOT\("), "a string signal"),
    (re.compile(r"\bQEventLoop\b|->exec\(\)|\b\w*[dD]ialog\.exec\(\)|\bmenu\.exec\(|processEvents\("), "a nested event loop"),
    (re.compile(r"::instance\(\)"), "a singleton"),
    (re.compile(r"std::\w+_distribution|std::mt19937|\brand\(\)|std::random_device|std::shuffle"), "an unportable random number"),
    (re.compile(r"QMessageBox::(question|warning|information|critical|about)|QInputDialog::get"), "a modal box"),
]
MAIN_WINDOW_LINES = 600


def gui_headers(qt_headers):
    names = set(GUI_MODULES)
    for module in GUI_MODULES:
        folder = qt_headers / module if qt_headers else None
        if folder and folder.is_dir():
            names |= {entry.name for entry in folder.iterdir()}
    return names


def include_breach(path, kind, target, gui):
    parts = path.split("/")
    if parts[0] == "core":
        if kind == "<" and (target.split("/")[0] in gui or target in gui):
            return f"core includes {target}, which belongs to the window"
        if target.startswith(("ui/", "app/")):
            return f"core includes {target}"
        if target.startswith("core/"):
            own, other = parts[1], target.split("/")[1]
            if own not in CORE:
                return f"core/{own} is not a room of the plan"
            if other != own and other not in CORE[own]:
                return f"core/{own} includes {target} against the arrows"
    if parts[0] == "ui":
        if target.startswith("app/"):
            return f"ui includes {target}"
        if target.startswith("ui/"):
            own, other = parts[1], target.split("/")[1]
            if own in UI_SHARED and other not in UI_SHARED:
                return f"ui/{own} is shared and includes {target}"
            if own not in UI_SHARED | {"shell"} and other not in UI_SHARED | {own} and target not in UI_SHELL_SEAM:
                return f"workspace ui/{own} includes {target}"
            if own == "shell" and other not in UI_SHARED | {"shell"}:
                return f"the shell includes {target}"
    return None


def without_comment(line):
    return re.sub(r"//.*$", "", line)


def breaches_of(path, text, gui):
    may_hold_sql = path.startswith("core/storage/") or path.endswith("store.cpp")
    for number, line in enumerate(text.split("\n"), 1):
        if match := INCLUDE.match(line):
            if breach := include_breach(path, match[1], match[2], gui):
                yield f"{path}:{number}: {breach}"
            continue
        code = without_comment(line)
        if not may_hold_sql and SQL.search(code):
            yield f"{path}:{number}: SQL outside core/storage and the stores"
        for pattern, name in FORBIDDEN:
            if pattern.search(code):
                yield f"{path}:{number}: {name}"
    if path == "ui/shell/mainwindow.cpp" and text.count("\n") > MAIN_WINDOW_LINES:
        yield f"{path}: over {MAIN_WINDOW_LINES} lines"


def check(root, qt_headers=None):
    gui = gui_headers(qt_headers)
    found = []
    for top in ("app", "core", "ui"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in {".cpp", ".h"}:
                path = file.relative_to(root).as_posix()
                found += breaches_of(path, file.read_text(encoding="utf-8"), gui)
    return found


if __name__ == "__main__":
    lines = check(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    print("\n".join(lines) or "every arrow points the right way")
    sys.exit(bool(lines))
