"""Turns a page that comes as HTML into Markdown, so that it is read like the others."""

from __future__ import annotations

from typing import Final

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

_LANGUAGES: Final = ("language-", "lang-")


def markdown_of(source: str) -> str:
    """Keep headings, prose, lists, tables and code of the page's main part."""
    soup = BeautifulSoup(source, "html.parser")
    for noise in soup(["script", "style", "nav", "header", "footer", "svg"]):
        noise.decompose()
    body = soup.find("main") or soup.find("article") or soup.body or soup
    converter = MarkdownConverter(heading_style="ATX", bullets="-", code_language_callback=_language, escape_misc=False)
    return str(converter.convert_soup(body))


def _language(element: Tag) -> str:
    inner = element.code
    classes: list[str] = [*element.get_attribute_list("class"), *(inner.get_attribute_list("class") if inner is not None else ())]
    found = (name.removeprefix(prefix) for name in classes for prefix in _LANGUAGES if name and name.startswith(prefix))
    return next(found, "")
