"""Finds pages that stand at another path now, and writes the new one where the specs name the old."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from compiler.following.facts import Page
from compiler.following.lock import Lock, hash_of
from compiler.following.placing import Venue, plain_path, same_page


def moves(
    venue: Venue,
    lock: Lock,
    documents: Mapping[str, bytes],
    old: Mapping[str, bytes],
    *,
    pages: Sequence[Page],
    before: Sequence[Page],
) -> dict[str, str]:
    """Return the former path of each page that has moved: one that is gone has the same bytes, title or name, or told of the same.

    `old` and `before` are of the state of the lock, where that is at hand.
    """
    known = lock.by_place
    gone = [name for name, locked in known.items() if locked.kind == "page" and "://" not in name and name not in documents]
    new = [page.path for page in pages if page.path not in known]
    hashes = {name: hash_of(old[name]) if name in old else known[name].sha256 for name in gone}
    titles = {page.path: page.title for page in (*before, *pages) if page.title}
    found: dict[str, str] = {}

    def same_bytes(was: str, now: str) -> bool:
        return hashes[was] == hash_of(documents[now])

    def same_title(was: str, now: str) -> bool:
        return was in titles and titles[was] == titles.get(now)

    def same_name(was: str, now: str) -> bool:
        return _name(was) == _name(now)

    def same_subject(was: str, now: str) -> bool:
        return was in subjects[now]

    subjects = {page.path: _subjects(page, venue, gone) for page in pages if page.path in new}
    for is_same in (same_bytes, same_title, same_name, same_subject):
        _pair(gone, new, is_same, found)
    return found


def _pair(gone: list[str], new: list[str], is_same: Callable[[str, str], bool], found: dict[str, str]) -> None:
    """Pair those of which each is the only one for the other."""
    pairs = [(was, now) for was in gone for now in new if is_same(was, now)]
    for was, now in pairs:
        if sum(was == other for other, _ in pairs) == sum(now == other for _, other in pairs) == 1:
            found[now] = was
            gone.remove(was)
            new.remove(now)


def _subjects(page: Page, venue: Venue, gone: Sequence[str]) -> frozenset[str]:
    """Return which of the pages that are gone described what this one tells of: an operation, or a message by its frame."""
    values = (shown.sample.value for shown in page.samples)
    frames = {value[0] for value in values if isinstance(value, tuple) and value and isinstance(value[0], str)}
    told = {page.operation, *(f"{way} {name}" for way in ("send", "receive") for name in frames)}
    about = {exchange.page for name, exchange in venue.exchanges.items() if name.partition(" [")[0] in told}
    return frozenset(path for path in gone if any(same_page(address, path) for address in about))


def _name(path: str) -> str:
    return plain_path(path).rpartition("/")[2]


def rename(folder: Path, moved: Mapping[str, str]) -> list[Path]:
    """Write the new paths into the specs of a venue: addresses, sources in comments, and those of deviations."""
    changed: list[Path] = []
    for path in sorted(folder.glob("*.yaml")):
        source = renamed = path.read_text(encoding="utf-8")
        for now, was in moved.items():
            begin = r"(?<![\w-])" + re.escape(plain_path(was))
            end = r"(?=\.mdx?\b|\.?(?:[^\w./-]|$))"
            renamed = re.sub(begin + end, plain_path(now).replace("\\", r"\\"), renamed, flags=re.MULTILINE)
        if renamed != source:
            path.write_text(renamed, encoding="utf-8")
            changed.append(path)
    return changed
