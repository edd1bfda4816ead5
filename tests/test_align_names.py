from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llmtool.align.parties.people.names import PersonName, person, same_person, split_title
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.people.voices import kind_of
from llmtool.align.parties.sides import Side
from llmtool.align.parties.ties.readings import display
from llmtool.schema import PartyKind


def name(text: str) -> PersonName:
    found = person(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Vladimir Zelensky"),
        ("Andrii Melnyk", "Andrey Melnik"),
        ("Serhiy Kovalenko", "Sergei Kovalenko"),
        ("Viktor Janukowitsch", "Victor Yanukovych"),
        ("Dmitri Medwedew", "Dmitry Medvedev"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("José Núñez", "Jose Nunez"),
        ("Łukasz Wiśniewski", "Lukasz Wisniewski"),
        ("Søren Østergård", "Soren Ostergard"),
        ("Muhammad al-Rashid", "Mohammed Al Rashid"),
        ("Orbán Viktor", "Viktor Orban"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Robert Hale", "Bob Hale"),
        ("J. Hale", "Jane Hale"),
        ("Edward J. Hale", "Edward Hale"),
        ("Pedro Castro Ruiz", "Pedro Castro"),
        ("Tatiana Zakharenko", "Tetiana Zaharenko"),
    ],
)
def test_one_person_in_two_spellings(one: str, other: str) -> None:
    """Romanisation, accents, initials, short forms and name order don't make two persons of one."""
    assert same_person(name(one), name(other), spelling=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Hale", "Jane Hale"),
        ("Anna Kowalski", "Adam Kowalski"),
        ("Paul Weaver", "Paula Weaver"),
        ("Daniel Roth", "Daniele Roth"),
        ("Jon Marsh", "Joan Marsh"),
        ("Maria Hansen", "Maria Jansen"),
        ("Carl Boon", "Carl Moon"),
        ("Peter Novak", "Pavel Novak"),
        ("Alex Petrov", "Alexei Ivanov"),
        ("R. Hale", "Jane Hale"),
    ],
)
def test_two_people_stay_two(one: str, other: str) -> None:
    """A shared surname with given names that conflict, or a near surname, joins nobody."""
    assert not same_person(name(one), name(other), spelling=True)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Norvalian President Ilan Dresk", ("Ilan Dresk", "Norvalian President")),
        ("Mr Hale", ("Hale", None)),
        ("Prof. Dr. Ada Lind", ("Ada Lind", None)),
        ("Hale, John", ("John Hale", None)),
        ("John Hale, Jr.", ("John Hale", None)),
        ("Ada Lind, chair of the union", ("Ada Lind", "chair of the union")),
        ("Lt. Gen. Omar Bell", ("Omar Bell", "Lt. Gen.")),
        ("Martin King", ("Martin King", None)),
    ],
)
def test_titles_come_off(raw: str, expected: tuple[str, str | None]) -> None:
    """A title is a role, a form of address is nothing, and a surname that reads like a title stays."""
    assert split_title(raw) == expected


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("Ada Lind", "person"),
        ("Lind", "person"),
        ("Ursula van der Berg", "person"),
        ("Israel Katzen", "person"),
        ("Stephen King", "person"),
        ("the Kremlin", "body"),
        ("Norway", "body"),
        ("NATO", "body"),
        ("Harbour Tenants' Union", "body"),
        ("the council", "body"),
        ("Keep the Meadows", "body"),
        ("Foreign Ministry", "body"),
        ("a city official", "role"),
        ("the mayor", "role"),
        ("residents", "role"),
        ("Western diplomats", "role"),
        ("two people familiar with the talks", "role"),
    ],
)
def test_what_a_name_names(raw: str, kind: str) -> None:
    """Persons, bodies and unnamed voices are told apart by the words of the name."""
    assert kind_of(raw) == kind


@given(st.text(max_size=40))
@example("OEEU")
def test_any_text_is_read_without_an_error(text: str) -> None:
    """No name, however odd, stops the reading, and folding twice is folding once."""
    split_title(text)
    person(text)
    kind_of(text)
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("NORVALE TOWN COUNCIL", "Norvale Town Council"),
        ("BANK OF NORVALE", "Bank of Norvale"),
        ("tenants' union", "Tenants' union"),
        ("UN MISSION", "UN MISSION"),
        ("NATO", "NATO"),
        ("Norvale FC", "Norvale FC"),
    ],
)
def test_a_party_is_shown_without_a_headline_s_capitals(name: str, shown: str) -> None:
    """A name in capitals is written as a text would; abbreviations stay."""
    assert display(Side(name, PartyKind.ORGANISATION)) == shown
