"""Titles and authors that programs fill in by themselves: they say nothing of the text."""

from __future__ import annotations

import re

_FILE = re.compile(
    r"\S.*\.(?:docx?|pdf|rtf|odt|txt|md|tex|dvi|e?ps|pptx?|odp|xlsx?|csv|indd|qxp|pmd|pub|wpd|pages|x?html?)"
    r"|\S*_\S*|[\W\d]*",
    re.IGNORECASE,
)
"""A file's name: by its ending, by the low line that stands for a space, or with no letter in it."""
_FILLED_IN = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*"
    r"|(?:untitled|unnamed|unbenannt|sans titre|sin t[ií]tulo|no title|title|new document|document|word document|doc"
    r"|presentation|powerpoint presentation|powerpoint-pr[äa]sentation|slide|layout|book|page|print|about:blank"
    r"|anonymous|unspecified|unknown|default|template|letterhead)"
    r"(?:[ _-]?(?:document|page|presentation))?[ _-]?\d*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:microsoft office )?user|owner|admin(?:istrator)?|author|python-docx|anonymous|unspecified|unknown|default",
    re.IGNORECASE,
)


def real_title(title: str | None) -> str | None:
    """A title, unless a program filled it in or it is the name of a file."""
    bare = (title or "").strip(" ()[]<>")
    return None if _FILE.fullmatch(bare) or _FILLED_IN.fullmatch(bare) else title


def real_author(author: str | None) -> str | None:
    """An author, unless it is what a program puts where nobody is named."""
    return None if author is None or _NOBODY.fullmatch(author.strip(" ()[]<>")) else author
