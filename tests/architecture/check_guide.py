#!/usr/bin/env python3
"""Holds the user guide against the program: the tour lists every page, and the pages of the station of cascades name
every command that its menus and the palette offer. Usage: check_guide.py ROOT"""
import re
import sys
from pathlib import Path

STATION_PAGES = ("cascade", "catalogue", "recipes", "plans", "diagnostics")
# What stands in a list of commands: an id, then the title for people.
COMMAND = re.compile(r'(?:QStringLiteral\(|\{)"[a-z-]+"\)?,\s*(?:\w+::)?'
                     r'(?:tr\(|QT_TRANSLATE_NOOP\(\s*"\w+",\s*)"((?:[^"\\]|\\.)+)"')


def titles(source: str) -> list[str]:
    return [title.rstrip("…") for title in COMMAND.findall(source)]


def unlisted_pages(guide: Path) -> list[str]:
    tour = (guide / "index.md").read_text(encoding="utf-8")
    return [page.name for page in sorted(guide.glob("*.md")) if page.name != "index.md" and f"({page.name})" not in tour]


def untold_commands(root: Path) -> list[str]:
    station = root / "ui" / "cascade"
    sources = sorted(station.rglob("*commands.cpp")) + sorted(station.glob("*workspace.cpp"))
    text = "\n".join((root / "docs/guide" / f"{page}.md").read_text(encoding="utf-8") for page in STATION_PAGES)
    found = [title for source in sources for title in titles(source.read_text(encoding="utf-8"))]
    if len(found) < 30:
        return [f"only {len(found)} commands were found: the pattern no longer fits the sources"]
    return [title for title in found if title not in text]


def main() -> int:
    root = Path(sys.argv[1])
    faults = [f"docs/guide/index.md does not list {page}" for page in unlisted_pages(root / "docs/guide")]
    faults += [f"no page of the guide names the command: {title}" for title in untold_commands(root)]
    print("\n".join(faults) if faults else "the guide lists every page and names every command")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
