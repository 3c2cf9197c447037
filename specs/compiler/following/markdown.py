"""Reads a page, Markdown, MDX or HTML, as a flat list of blocks with their lines.

markdown-it reads the Markdown. MDX differs from it in three ways, which are rules here: a capitalised tag is a component and may hold
Markdown at any indentation, so there is no indented code; there is no raw HTML; and braces hold comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

import attrs
import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from compiler.comparing.catalogue import UnreadableError
from compiler.documents import Node, node
from compiler.following.components import Tag, component_at, pieces_of


@attrs.frozen(kw_only=True)
class Piece:
    """A stretch of prose: words, or code."""

    words: str
    is_code: bool


Prose: TypeAlias = tuple[Piece, ...]


@attrs.frozen(kw_only=True)
class Heading:
    """A heading. Code in it is kept apart: a heading that is only code names a message or a value."""

    level: int
    prose: Prose
    line: int


@attrs.frozen(kw_only=True)
class Fence:
    """A block of code."""

    language: str
    title: str
    content: str
    line: int
    """Of the first line of its content."""


@attrs.frozen(kw_only=True)
class Table:
    """A table, cell by cell."""

    head: tuple[Prose, ...]
    rows: tuple[tuple[int, tuple[Prose, ...]], ...]
    line: int


@attrs.frozen(kw_only=True)
class Text:
    """A paragraph, or an item of a list."""

    prose: Prose
    line: int
    depth: int = 0
    """How many lists it is in."""


@attrs.frozen(kw_only=True)
class Component:
    """The beginning or the end of a component, or one that is both."""

    tag: Tag
    line: int


_DEEPEST: Final = 100
"""How far in, in lists and quotes, something may stand."""
Block: TypeAlias = Heading | Fence | Table | Text | Component


def blocks_of(source: str) -> tuple[Node, tuple[Block, ...]]:
    """Read a page: its front matter, and its blocks in order."""
    front: Node = {}
    blocks: list[Block] = []
    tokens = _PARSER.parse(source)
    if deep := next((token for token in tokens if token.level >= _DEEPEST - 1), None):
        # What is deeper is passed over by the parser, and nobody would know.
        where = deep.map[0] + 1 if deep.map else 1
        raise UnreadableError(f"line {where}: expected at most {_DEEPEST} lists and quotes within each other, found more")
    depth, index = 0, 0
    while index < len(tokens):
        token = tokens[index]
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "front_matter":
                front = _front(token.content)
            case "fence":
                language, _, title = token.info.strip().partition(" ")
                blocks.append(Fence(language=language.casefold(), title=title.strip(), content=token.content, line=line + 1))
            case "heading_open":
                blocks.append(Heading(level=int(token.tag[1:]), prose=_prose(tokens[index + 1].content), line=line))
                index += 2
            case "table_open":
                end = next(later for later in range(index, len(tokens)) if tokens[later].type == "table_close")
                blocks.append(_table(tokens[index:end], line))
                index = end
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "inline" | "component":
                blocks += _text(token.content, line, depth)
            case _:
                pass
        index += 1
    return front, tuple(blocks)


def plain(prose: Prose) -> str:
    """Return prose as one line of words."""
    return " ".join("".join(piece.words for piece in prose).split())


def marked(prose: Prose) -> str:
    """Return prose as one line of words, with its code between backticks."""
    return " ".join("".join(f"`{piece.words}`" if piece.is_code else piece.words for piece in prose).split())


def written(block: Block) -> str:
    """Write a block as text in which nothing that tells it from another is lost."""
    match block:
        case Heading():
            return f"{'#' * block.level} {marked(block.prose)}"
        case Fence():
            return f"```{block.language} {block.title}\n{block.content}"
        case Table():
            return "\n".join(" | ".join(marked(cell) for cell in cells) for cells in (block.head, *(cells for _, cells in block.rows)))
        case Component():
            attributes = "".join(f' {name}="{value}"' for name, value in block.tag.attributes.items())
            return f"<{'/' if block.tag.kind == 'close' else ''}{block.tag.name}{attributes}>"
        case Text():
            return marked(block.prose)


def moved(block: Block, line: int) -> Block:
    """Put a block at a line."""
    if isinstance(block, Table):
        return attrs.evolve(block, line=line, rows=tuple((line, cells) for _, cells in block.rows))
    return attrs.evolve(block, line=line)


def codes(prose: Prose) -> tuple[str, ...]:
    """Return the code in prose."""
    return tuple(piece.words for piece in prose if piece.is_code)


def _front(content: str) -> Node:
    try:
        return node(yaml.safe_load(content))
    except yaml.YAMLError:
        return {}


def _text(content: str, line: int, depth: int) -> Iterator[Block]:
    here, before = line, 0
    for offset, piece in pieces_of(content):
        here, before = here + content.count("\n", before, offset), offset
        if isinstance(piece, Tag):
            yield Component(tag=piece, line=here)
        elif prose := _prose(piece.strip()):
            yield Text(prose=prose, line=here + piece[: len(piece) - len(piece.lstrip())].count("\n"), depth=depth)


def _prose(content: str) -> Prose:
    (inline,) = _PARSER.parseInline(content)
    return tuple(_pieces(inline.children or []))


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    for token in tokens:
        match token.type:
            case "code_inline":
                yield Piece(words=token.content, is_code=True)
            case "softbreak" | "hardbreak":
                yield Piece(words=" ", is_code=False)
            case "text":
                if token.content:
                    yield Piece(words=token.content, is_code=False)
            case _:
                pass  # emphasis and links are passed over; what is in them is not


def _table(tokens: list[Token], line: int) -> Table:
    rows: list[tuple[int, tuple[Prose, ...]]] = []
    cells: list[Prose] = []
    here = line
    for token in tokens:
        if token.type == "tr_open":
            here, cells = (token.map[0] + 1 if token.map else line), []
        elif token.type == "inline":
            cells.append(_prose(token.content))
        elif token.type == "tr_close":
            rows.append((here, tuple(cells)))
    return Table(head=rows[0][1] if rows else (), rows=tuple(rows[1:]), line=line)


def _component(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - how markdown-it calls a rule
    """Take lines that begin with a component, or with a comment in braces."""
    begin, limit = state.bMarks[start] + state.tShift[start], state.eMarks[end - 1]
    found = component_at(state.src, begin, limit)
    if found is None:
        return False
    if silent:
        return True
    line = start
    while line + 1 < end and state.eMarks[line] < found:
        line += 1
    state.line = line + 1
    token = state.push("component", "", 0)
    token.map, token.content = [start, state.line], state.src[begin : state.eMarks[line]]
    return True


def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
        .enable("table")
        .disable(["code", "html_block", "html_inline"])
        .use(front_matter_plugin)
    )
    parser.block.ruler.before("fence", "component", _component, {"alt": ["paragraph", "reference", "blockquote", "list", "table"]})
    return parser


_PARSER: Final = _parser()
