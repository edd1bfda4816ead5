"""From a page as it was read to the article alone: the last step before its text is fixed for good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from llmtool.ingest.boilerplate import without_tail
from llmtool.ingest.head_lines import copyright_outlet, signature
from llmtool.ingest.masthead import read_top
from llmtool.ingest.page import Page, evened, one_line
from llmtool.ingest.titles import real_author, real_title

_DUTY = re.compile(
    r"\d|\b(?:writer|reporter|correspondent|editor|staff|desk|contributor|published|updated)\b", re.IGNORECASE
)
"""Marks what stands beside a name in a byline: ``Tasha Orr | Staff writer | March 6``."""


def _names_in(byline: str | None) -> str | None:
    parts = re.split(r"\s*[;|]\s*", byline or "")
    names = [part for part in parts if part and not _DUTY.search(part)]
    return "; ".join(names) if names and len(names) < len(parts) else byline


def article(page: Page) -> Page:
    """``page`` with its boilerplate dropped and what its first lines say taken as metadata."""
    lines = [line.strip() for line in evened(page.text).split("\n")]
    page = replace(
        page,
        title=real_title(page.title),
        outlet=page.outlet or copyright_outlet(lines),
        byline=real_author(page.byline) or signature(lines),
    )
    page = read_top(replace(page, text="\n".join(without_tail(lines))))
    text = evened(page.text)
    return replace(
        page,
        text=text,
        title=one_line(page.title),
        outlet=one_line(page.outlet),
        byline=_names_in(one_line(page.byline)),
        language=_language(text) or page.language,  # pages are often made from a template of another language
    )


_FREQUENT = {
    "en": "the and of to in that is was for said with he his by from they has have are not",
    "fr": "le la les des et est une dans que qui pour sur pas avec par ont cette aux été selon",
    "de": "der die das und ist nicht mit den von dem ein eine auf sich für werden hat sagte auch zu",
    "es": "el la los las de que en y del se por con una para su al como fue más según",
    "it": "il di che la e per un del della non con sono una dei nel alla gli più ha anche",
    "pt": "o a os de que e do da em um uma para não com por dos mais ao foi segundo",
    "nl": "de het een en van dat is op te zijn voor met niet aan door ook bij heeft zei maar",
    "pl": "w i na z się że do nie jest o jak przez po są to od który oraz dla powiedział",
    "sv": "och att det som en är av för på inte den med till har om ett var sig säger kommer",
    "cs": "a se v na že je s z do o k i za by ale jako po jsou podle který také však bylo",
    "hu": "a az és hogy nem is egy ez meg volt csak már mint de szerint után még kell lesz azt",
    "fi": "ja on ei että se oli hän myös mutta ovat kun sekä mukaan joka ole sen sanoi tai ovat jos",
    "tr": "ve bir bu da de için ile olarak çok daha olan en gibi ancak sonra kadar ne ise dedi olduğunu",
}
_SCRIPTS = (
    ("uk", "іїєґ"),
    ("ru", "ыэъё"),
    ("el", "αεοι"),
    ("he", "אהוי"),
    ("ko", "이다는에"),
    ("ja", "のはをに"),
    ("hi", "ाेिक"),
    ("zh", "的是了在不"),
    ("ar", "اليمن"),
)


def _language(text: str) -> str | None:
    """The language whose small words make up a tenth of the text and far more than those of any other, or none."""
    sample = text[:20000].casefold()
    words: Sequence[str] = re.findall(r"[^\W\d_]+", sample)
    if len(words) < 20:
        return None
    shares = sorted(
        ((sum(word in frequent for word in words) / len(words), name) for name, frequent in _frequent().items()),
        reverse=True,
    )
    (best, name), (second, _) = shares[:2]
    if best >= 0.1 and best >= 1.5 * second:
        return name
    letters = sum(char.isalpha() for char in sample)
    for name, telling in _SCRIPTS:
        if sum(sample.count(char) for char in telling) > letters / 100:
            return name
    return None


def _frequent() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _FREQUENT.items()}
