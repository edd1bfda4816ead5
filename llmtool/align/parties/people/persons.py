"""Which mentions of persons are one person: full names across all documents, surnames inside their own first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.people.names import PersonName, person, same_person
from llmtool.align.parties.people.spelling import same_surname
from llmtool.align.parties.vocabulary import (
    HONORIFICS,
    OFFICIALS,
    is_in,
    is_past,
)


@dataclass(frozen=True)
class Mention:
    """A speaker as one document names it; ``at`` is where its first position starts."""

    document_id: str
    name: str
    at: int


def _name(mention: Mention) -> PersonName:
    found = person(mention.name)
    if found is None:
        raise AssertionError(mention.name)
    return found


def join_people(
    people: Sequence[Mention], side: Callable[[Mention], str | None], titles: Callable[[Mention], Iterable[str]]
) -> list[list[Mention]]:
    """Persons: full names first, across all documents; then short names, each inside its own document if it can be."""
    full = [mention for mention in people if _name(mention).is_full]
    short = [mention for mention in people if not _name(mention).is_full]
    groups = _join_full_names(full)
    by_word: dict[str, list[list[Mention]]] = {}
    for group in groups:
        for key in sorted({key for mention in group for key in _name(mention).keys}):
            by_word.setdefault(key, []).append(group)
    alone: list[Mention] = []
    additions: list[tuple[list[Mention], Mention]] = []
    for mention in sorted(short, key=lambda mention: (mention.document_id, mention.name)):
        home = _group_of_short(mention, by_word, side, titles)
        if home is None:
            alone.append(mention)
        else:
            additions.append((home, mention))
    for group, mention in additions:
        group.append(mention)
    return groups + _join_short_names(alone, side)


def _join_full_names(full: Sequence[Mention]) -> list[list[Mention]]:
    names: dict[PersonName, list[Mention]] = {}
    for mention in sorted(full, key=lambda mention: (mention.document_id, mention.name)):
        names.setdefault(_name(mention), []).append(mention)
    where = {name: {mention.document_id for mention in group} for name, group in names.items()}
    blocks: dict[str, list[PersonName]] = {}
    for name in sorted(names, key=lambda name: name.text):
        # Two spellings of a surname share its start, or its end after the first letter.
        for key in sorted({part for word in name.keys if len(word) > 1 for part in (word[:3], word[0] + word[-3:])}):
            blocks.setdefault(key, []).append(name)
    clusters: dict[PersonName, list[PersonName]] = {name: [name] for name in names}
    pairs = sorted(
        {
            (a.text, b.text): (a, b)
            for block in blocks.values()
            for at, a in enumerate(block)
            for b in block[at + 1 :]
            if same_person(a, b, spelling=not (where[a] & where[b]))
        }.items()
    )
    # Exact spellings first, so that a doubtful join never takes the place of a sure one.
    for _, (a, b) in sorted(pairs, key=lambda pair: (not same_person(*pair[1]), pair[0])):
        first, second = clusters[a], clusters[b]
        if first is second:
            continue
        if all(_compatible(x, y) for x in first for y in second):
            first.extend(second)
            for name in second:
                clusters[name] = first
    done: dict[int, list[PersonName]] = {id(cluster): cluster for cluster in clusters.values()}
    return [
        [mention for name in sorted(cluster, key=lambda n: n.text) for mention in names[name]]
        for cluster in done.values()
    ]


def _compatible(a: PersonName, b: PersonName) -> bool:
    return same_person(a, b, spelling=True)


def _group_of_short(
    mention: Mention,
    by_word: Mapping[str, list[list[Mention]]],
    side: Callable[[Mention], str | None],
    titles: Callable[[Mention], Iterable[str]],
) -> list[Mention] | None:
    """The full name that a surname belongs to: the last one before it in its document, else the only one that fits."""
    key = _name(mention).keys[-1]
    candidates = [
        (group, _last_word(group, key)) for group in by_word.get(key, ()) if not _is_apart(mention, group, titles)
    ]
    if (titled := _with_the_title(mention, candidates, titles)) is not None:
        return titled
    inside = [group for group, last in candidates if last and _in(group, mention.document_id)]
    inside = inside or [group for group, _ in candidates if _in(group, mention.document_id)]
    if inside:
        if len(inside) == 1:
            return inside[0]
        told = side(mention)
        fitting = [group for group in inside if told is not None and told in {side(other) for other in group}]
        choice = fitting or inside
        places = [
            (
                max((m.at for m in group if m.document_id == mention.document_id and m.at <= mention.at), default=-1),
                group,
            )
            for group in choice
        ]
        best = max(place for place, _ in places)
        nearest = [group for place, group in places if place == best]
        return nearest[0] if len(nearest) == 1 else None
    across = [group for group, last in candidates if last]
    if not across and len(key) > 4:
        across = _by_spelling(key, by_word)
    told = side(mention)
    if told is not None:
        agreeing = [group for group in across if told in {side(other) for other in group}]
        if len(agreeing) == 1:
            return agreeing[0]
        across = [group for group in across if not {s for other in group if (s := side(other)) is not None}]
    if len(across) > 1 and (own := _words_of_titles([mention], titles)):
        across = [group for group in across if own <= _words_of_titles(group, titles)]
    return across[0] if len(across) == 1 else None


def _with_the_title(
    mention: Mention, candidates: Sequence[tuple[list[Mention], bool]], titles: Callable[[Mention], Iterable[str]]
) -> list[Mention] | None:
    """``Tallis, the chief`` is the chief of another document, where a namesake is named only later in this one."""
    own = _words_of_titles([mention], titles)
    agreeing = [group for group, last in candidates if last and own and own <= _words_of_titles(group, titles)]
    here = [other for group, _ in candidates for other in group if other.document_id == mention.document_id]
    later = all(other.at > mention.at for other in here)
    return agreeing[0] if len(agreeing) == 1 and later else None


def _is_apart(mention: Mention, group: Sequence[Mention], titles: Callable[[Mention], Iterable[str]]) -> bool:
    """Whether a surname can't be a full name's: of the two the one holds an office and the other held it."""
    own = [is_past(title) for title in titles(mention) if _is_office(title)]
    theirs = [is_past(title) for other in group for title in titles(other) if _is_office(title)]
    if not theirs:
        return False
    if own:
        return all(own) != all(theirs) and any(own) != any(theirs)
    # "Mr Bould said … Former council leader Hywel Bould said": who is named in full only later is another.
    here = [other.at for other in group if other.document_id == mention.document_id]
    return all(theirs) and bool(here) and min(here) > mention.at


def _is_office(title: str) -> bool:
    return any(is_in(word, OFFICIALS) for word in words_of(title))


def _words_of_titles(group: Iterable[Mention], titles: Callable[[Mention], Iterable[str]]) -> frozenset[str]:
    return (
        frozenset(bare(word).casefold() for mention in group for title in titles(mention) for word in words_of(title))
        - HONORIFICS
    )


def _by_spelling(key: str, by_word: Mapping[str, list[list[Mention]]]) -> list[list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for other in sorted(by_word):
        if other[:2] == key[:2] and abs(len(other) - len(key)) < 2 and same_surname(key, other):
            for group in by_word[other]:
                if _last_word(group, other):
                    found[id(group)] = group
    return list(found.values())


def _last_word(group: Sequence[Mention], key: str) -> bool:
    """Whether a word is the surname in one of the names, or its first word, as in Chinese names."""
    return any(_name(mention).keys[-1] == key for mention in group if _name(mention).is_full)


def _in(group: Sequence[Mention], document_id: str) -> bool:
    return any(mention.document_id == document_id for mention in group)


def _join_short_names(alone: Sequence[Mention], side: Callable[[Mention], str | None]) -> list[list[Mention]]:
    """Surnames that no full name explains: one person for each spelling and side."""
    groups: dict[str, list[Mention]] = {}
    for mention in sorted(alone, key=lambda mention: (mention.document_id, mention.name)):
        groups.setdefault(_name(mention).keys[-1], []).append(mention)
    found: list[list[Mention]] = []
    for group in groups.values():
        sides = sorted({told for mention in group if (told := side(mention)) is not None})
        if len(sides) < 2:
            found.append(group)
            continue
        found += [[mention for mention in group if side(mention) == told] for told in sides]
        if left := [mention for mention in group if side(mention) is None]:
            found.append(left)
    return found
