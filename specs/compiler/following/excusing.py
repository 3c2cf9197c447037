"""Writes the deviations of a venue after its specs were mended: what entries explain now, and what is left to be explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing.deviations import Deviation
from compiler.comparing.fidelity import Finding, Verdict
from compiler.documents import Node
from compiler.following.editing import DECIDE
from compiler.following.emitting import lines_of
from compiler.following.expiring import with_places, without
from compiler.following.reviewing import Review

_MANY: Final = 4
"""How many places of one difference are listed one by one."""


@attrs.frozen(kw_only=True)
class Fresh:
    """What is new to the specs: operations that were just drafted, and documents that describe what was known."""

    exchanges: frozenset[str]
    documents: frozenset[str]

    def has(self, finding: Finding) -> bool:
        """Whether a difference is of something new."""
        return finding.exchange in self.exchanges or finding.file in self.documents


def write_deviations(
    specs: Path, again: Callable[[], Review], asked: AbstractSet[tuple[str, str]], sources: Mapping[str, str], fresh: Fresh
) -> list[Path]:
    """Count anew what entries explain, take out what explains nothing, and list what is left and not asked at its line.

    What entries explain of something new besides what they did is one question: it was drafted as all else is. `again` reviews the
    state with the deviations as they are by then.
    """
    path = specs / "deviations.yaml"
    if not path.is_file():
        return []
    before = path.read_text(encoding="utf-8")
    found = again()
    for kind, verdict in (("deviations", found.openapi), ("pages", found.pages)):
        if verdict is not None:
            path.write_text(_explained(path.read_text(encoding="utf-8"), kind, verdict, fresh), encoding="utf-8")
    found = again()
    for kind, verdict in (("deviations", found.openapi), ("pages", found.pages)):
        if verdict is None:
            continue
        source = path.read_text(encoding="utf-8")
        more = [(entry, count) for entry, count in verdict.miscounted if count and entry.count is not None]
        usual = [entry for entry, count in more if entry.count is not None and 0 < count - entry.count <= _fresh(verdict, entry, fresh)]
        about = _about(verdict, usual, fresh)
        for entry, count in more:
            question = "" if entry in usual[1:] else about if entry in usual else f"it explained {entry.count}; are the new ones the same?"
            source = _recounted(source, entry, count, question)
        path.write_text(_listed(source, kind, verdict.unlisted, asked=asked, sources=sources, fresh=fresh), encoding="utf-8")
    return [path] if path.read_text(encoding="utf-8") != before else []


def _explained(source: str, kind: str, verdict: Verdict, fresh: Fresh) -> str:
    """Take out what explains nothing, and let the one entry that explains the same difference elsewhere explain it of what is new."""
    source = without(source, kind, verdict.stale)
    entries = {finding.deviation for finding in verdict.findings if finding.deviation is not None}
    alike: dict[str, list[str]] = {}
    for finding in verdict.unlisted:
        if fresh.has(finding) and not _rule(finding.difference) and finding.at != finding.exchange:
            alike.setdefault(finding.difference, []).append(f"*{finding.at.removeprefix(finding.exchange)}")
    for difference, places in alike.items():
        same = [entry for entry in entries if entry.difference == difference and not entry.since]
        joining: dict[Deviation, list[str]] = {}
        for place in places:
            near = same if len(same) == 1 else [entry for entry in same if any(_path(at) == _path(place) for at in entry.at)]
            if len(near) == 1:
                joining.setdefault(near[0], []).append(place)
        for entry, joined in joining.items():
            lost = {place for place, stale in verdict.stale if stale == entry}
            source = with_places(source, kind, attrs.evolve(entry, at=tuple(at for at in entry.at if at not in lost)), joined)
    return source


def _path(at: str) -> str:
    """Return the field of a place, whatever the operation and the status: `* 429 errorType`."""
    return re.sub(r"^.*? \d{3} ", "", at)


_RULES: Final = {
    "values: closed at the venue, open here": "Every list of values that is received is open here: a value of tomorrow is read and kept.",
    "values: only the venue lists any (*)": "A truth value that is always the same today is an ordinary one here.",
}
"""What a draft differs in by its own rules."""


def _rule(difference: str) -> str:
    """Return the reason of a difference that a draft makes on purpose; empty where it makes none."""
    return _RULES.get(re.sub(r"\((?:true|false)(?:; open)?\)", "(*)", difference), "")


def _fresh(found: Verdict | None, entry: Deviation, fresh: Fresh) -> int:
    return sum(finding.deviation == entry and fresh.has(finding) for finding in (found.findings if found is not None else ()))


def _about(found: Verdict | None, entries: Sequence[Deviation], fresh: Fresh) -> str:
    """Ask about all entries at once that explain something new."""
    told = [finding for finding in (found.findings if found is not None else ()) if finding.deviation in entries and fresh.has(finding)]
    names = list(dict.fromkeys(finding.exchange if finding.exchange in fresh.exchanges else finding.file for finding in told))
    more = f" and {len(entries) - 1} more entries explain" if len(entries) > 1 else " explains"
    return f"this{more} what is new of {', '.join(names)}; is it the same there?"


def _recounted(source: str, entry: Deviation, count: int, question: str) -> str:
    """Write how many an entry explains. That it explains more than it did is for a person to look at."""
    old = f"count: {entry.count}\n"
    place = source.find(entry.at[0])
    while place >= 0:
        found = source.find(old, place)
        if found < 0:
            return source
        between = source[place:found]
        if entry.difference.partition("*")[0][:20] in between and between.count("\n  - at:") == 0:
            asked = f"   # {DECIDE} {question}" if question and count > (entry.count or 0) else ""
            return f"{source[:found]}count: {count}{asked}\n{source[found + len(old) :]}"
        place = source.find(entry.at[0], place + 1)
    return source


def _listed(
    source: str, kind: str, unlisted: Sequence[Finding], *, asked: AbstractSet[tuple[str, str]], sources: Mapping[str, str], fresh: Fresh
) -> str:
    """List what is not asked at its line. What differs alike in many places has one reason, and is one question."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in unlisted:
        if (finding.at, finding.difference) not in asked:
            is_fresh, told = fresh.has(finding), _told_by(kind, finding, sources)
            leaf = "" if is_fresh or told or finding.at == finding.exchange else _leaf(finding.at)
            difference = re.sub(r"\(.*\)", "(*)", finding.difference) if is_fresh else finding.difference
            alike.setdefault((difference, leaf, told), []).append(finding)
    lines = [line for (difference, leaf, told), found in alike.items() for line in _entry(difference, leaf, found, unlisted, told)]
    if not lines:
        return source
    begin = f"\n{source}".find(f"\n{kind}:\n")
    following = re.compile(r"^\S.*:$", re.MULTILINE).search(source, begin + len(kind) + 1)
    end = len(source) if following is None or begin < 0 else following.start()
    kept = source[:end].rstrip("\n")
    # Comments at the margin belong to what follows.
    while kept.rpartition("\n")[2].startswith("#"):
        kept = kept.rpartition("\n")[0].rstrip("\n")
    return kept + "\n" + "\n".join(lines) + "\n" + source[len(kept) :]


def _entry(difference: str, leaf: str, found: Sequence[Finding], unlisted: Sequence[Finding], told: str) -> list[str]:
    places = list(dict.fromkeys(finding.at for finding in found))
    all_of_them = [each for each in unlisted if each.difference == difference and each.at.endswith(leaf)]
    if leaf and len(places) > _MANY and len(all_of_them) == len(found):
        places = [f"*{leaf}"]
    elif not leaf and not told and len(places) > _MANY:
        places = list(dict.fromkeys(f"*{finding.at.removeprefix(finding.exchange)}" for finding in found))
    entry: Node = {"at": places if len(places) > 1 else places[0], "difference": difference}
    if any("*" in words for words in (*places, difference)):
        entry["count"] = len(found)
    if told:
        by_page = "A page says so, and the OpenAPI documents do not yet."
        reason = by_page if _is_page(told) else "An OpenAPI document says so, and the page does not."
        return lines_of([{**entry, "reason": reason, "source": told}], 2)
    if reason := _rule(found[0].difference):
        return lines_of([{**entry, "reason": reason, "source": "rule of this project"}], 2)
    return lines_of([{**entry, "reason": f"{DECIDE} why we differ", "source": found[0].file or "the documents"}], 2)


def _told_by(kind: str, finding: Finding, sources: Mapping[str, str]) -> str:
    """Return what told of what only we have, where it is a document of the other kind; empty where something else is the reason."""
    told = sources.get(_key(finding), "")
    return told if told and _is_page(told) == (kind == "deviations") else ""


def _key(finding: Finding) -> str:
    """Return what is kept of the source of something only we have: a value, a type that is wider than theirs, or else its place."""
    difference = finding.difference.removeprefix("sample: ")
    if (value := re.fullmatch(r"value: only we list (.+)", difference)) is not None:
        return f"value {value.group(1)}"
    if (types := re.fullmatch(r"type: (.+) (?:on the page|at the venue), (.+) here", difference)) is not None:
        theirs, ours = (set(words.split(" or ")) for words in types.groups())
        return f"type {finding.at}" if theirs < ours | ({"integer"} if "number" in ours else set()) else ""
    return finding.at if difference.startswith("only we have this") else ""


def _is_page(source: str) -> bool:
    return re.search(r"\.mdx?:|://", source) is not None


def _leaf(at: str) -> str:
    """Return the end of a place: `.type`, ` errorType`."""
    return at[max(at.rfind("."), at.rfind(" "), 0) :]
