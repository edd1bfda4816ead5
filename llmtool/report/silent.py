"""Sources in which no position was found, and why: a source that adds nothing must not look like one that agrees."""

from __future__ import annotations

from llmtool.schema import Comparison, Document

READS = "en"
"""The language of the offline engine's rules."""
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def foreign(comparison: Comparison, document: Document) -> str:
    """That a document is in a language which the engine does not read; empty where it is not."""
    code = document.language
    if comparison.engine.name != "offline" or code in {None, READS}:
        return ""
    return f"looks {LANGUAGES.get(str(code), f'like language “{code}”')}; the offline engine reads English only"


def failed(comparison: Comparison, document: Document) -> str:
    """That the document could not be read for positions, or not all of it; empty where it was."""
    own = (document.source, f"{document.source} (")  # "x.txt (part 2 of 3)"
    failures = (failure.subject for failure in comparison.failures if failure.stage == "extract")
    return "reading it failed" if any(each == own[0] or each.startswith(own[1]) for each in failures) else ""


def reasons(comparison: Comparison) -> dict[str, str]:
    """By document id: what to say of each source that has no position."""
    heard = {position.document_id for position in comparison.positions}
    return {
        document.id: f"no positions found{': ' * bool(why)}{why}"
        for document in comparison.documents
        if document.id not in heard
        for why in (failed(comparison, document) or foreign(comparison, document),)
    }
