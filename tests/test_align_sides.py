from __future__ import annotations

import pytest

from llmtool.align.parties.bodies.bodies import bodies_in
from llmtool.align.parties.bodies.short_forms import resolve_short, same_bodies
from llmtool.align.parties.countries import actor
from llmtool.align.parties.people.introductions import introduced_role
from llmtool.align.parties.ties.phrases import side_of_name, side_of_role


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("the Kremlin", "Russia"),
        ("Élysée", "France"),
        ("French", "France"),
        ("White House", "United States"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("Downing Street", "United Kingdom"),
        ("Britain", "United Kingdom"),
        ("Beijing", "China"),
        ("New Delhi", "India"),
        ("Kiev", "Ukraine"),
        ("Türkiye", "Turkey"),
        ("the Hague", "Netherlands"),
        ("Brussels", "European Union"),
        ("Knesset", "Israel"),
        ("Rwandan", "Rwanda"),
        ("Papua New Guinean", "Papua New Guinea"),
        ("Ivory Coast", "Ivory Coast"),
        ("south korean", "South Korea"),
        ("FRANCE", "France"),
        ("us", None),
        ("who", None),
        ("china", "China"),
        ("Norvale", None),
    ],
)
def test_states_by_any_name(term: str, name: str | None) -> None:
    """Adjectives, capitals and seats of government stand for the state; lower-case pronouns don't."""
    found = actor(term)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Kenyan President", "Kenya"),
        ("Peru's Foreign Ministry spokeswoman", "Peru"),
        ("Kremlin aide", "Russia"),
        ("Finnish Presidential Press Secretary", "Finland"),
        ("EU Foreign Policy Chief", "European Union"),
        ("NATO Secretary General", "NATO"),
        ("IAEA Director General", "International Atomic Energy Agency"),
        ("German Chancellor", "Germany"),
        ("President of the United States", "United States"),
        ("minister of foreign affairs of Chile", "Chile"),
        ("US special envoy to Sudan", "United States"),
        ("UN envoy for Yemen", "United Nations"),
        ("head of Ghana's military intelligence", "Ghana"),
        ("head of the Polish president's office", "Poland"),
        ("Israeli army spokesman", "Israel"),
        ("prime minister of Kestria", "Kestria"),
        ("chair of the tenants' union", "tenants' union"),
        ("spokesman for Meridon Lines", "Meridon Lines"),
        ("Meridon Lines chief executive", "Meridon Lines"),
        ("Norvale police chief", "Norvale police"),
        ("secretary of the Dockers' Union", "Dockers' Union"),
        ("campaigner with Keep the Meadows", "Keep the Meadows"),
        ("senior fellow at the Centre for a New French Policy", "Centre for a New French Policy"),
        ("professor of Turkish history at Norvale University", "Norvale University"),
        ("Indian Medical Council president", "Indian Medical Council"),
        ("Spanish farmers' union leader", "Spanish farmers' union"),
        ("mayor of Paris", "Paris"),
        ("former minister, now director of the Lind Trust", "Lind Trust"),
        ("leader of the six members of Norvale First", "Norvale First"),
        ("Director of Human Resources", None),
        ("mayor of the town at the time of the flood", None),
        ("former US president", None),
        ("Danish journalist", None),
        ("Iranian opposition politician", None),
        ("special envoy for Sudan", None),
        ("ambassador to Chad", None),
        ("resident of Norvale", None),
        ("Foreign Minister", None),
        ("mother of two", None),
        ("managing director", None),
    ],
)
def test_for_whom_a_role_speaks(role: str, side: str | None) -> None:
    """An office speaks for its state or body; an expert, a resident or somebody out of office does not."""
    found = side_of_role(role)
    assert (found.name if found else None) == side


@pytest.mark.parametrize(
    ("name", "side", "kind"),
    [
        ("Belgian government", "Belgium", "state"),
        ("Japan's Defence Ministry", "Japan", "state"),
        ("Ministry of Defence of Armenia", "Armenia", "state"),
        ("the Cuban delegation", "Cuba", "state"),
        ("Egyptian officials", "Egypt", "state"),
        ("EU officials", "European Union", "organisation"),
        ("European leaders", "European countries", "organisation"),
        ("Russian Railways", "Russian Railways", "organisation"),
        ("Paris Opera Company", "Paris Opera Company", "organisation"),
        ("Bank of Norvale", "Bank of Norvale", "organisation"),
        ("Malian refugees", "Malian refugees", "organisation"),
        ("Syria's allies", "Syria's allies", "organisation"),
    ],
)
def test_sides_by_their_own_name(name: str, side: str, kind: str) -> None:
    """A state's bodies are the state; bodies and people that only come from a country are not."""
    found = side_of_name(name)
    assert found is not None
    assert (found.name, found.kind.value) == (side, kind)


TEXT = (
    "The Harbour Tenants' Union (HTU) met on Monday. Norvale City Council rejected the demand. "
    "“We won't pay,” the union said. Meridon Lines Ltd denies it. But the Kestrian Foreign Ministry disagreed."
)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("union", "Harbour Tenants' Union"),
        ("tenants' union", "Harbour Tenants' Union"),
        ("council", "Norvale City Council"),
        ("city council", "Norvale City Council"),
        ("company", "Meridon Lines Ltd"),
        ("ministry", "Kestrian Foreign Ministry"),
        ("hospital", None),
        ("teachers' union", None),
    ],
)
def test_short_forms_mean_the_body_that_the_document_names(short: str, full: str | None) -> None:
    """``The union`` is the union named before it; a short form with other words in it is not."""
    assert resolve_short(short, len(TEXT), bodies_in(TEXT)) == full


def test_abbreviations_in_brackets_are_understood() -> None:
    """Initials in brackets stand for the words right before them, and for no others."""
    text = TEXT + " The group (see page 4) and Bank of Norvale (BoN) agreed (OK)."
    assert bodies_in(text).abbreviations == {"HTU": "Harbour Tenants' Union", "BoN": "Bank of Norvale"}


def test_names_of_one_body_are_joined_and_no_others() -> None:
    """A shorter name joins the only longer one with the same head; a hospital of a university is not the university."""
    names = ["Norvale City Council", "Norvale council", "Norvale", "Norvale police", "Lind University"]
    names += ["Lind University Hospitals", "Meridon Lines Ltd", "Meridon", "Harbour Union", "HU", "Teachers Union"]
    one = same_bodies(dict.fromkeys(names, 1), [("HU", "Harbour Union")])
    assert one["Norvale council"] == one["Norvale"] == "Norvale City Council"
    assert one["Meridon"] == "Meridon Lines Ltd"
    assert one["HU"] == "Harbour Union"
    for alone in ("Norvale police", "Lind University", "Lind University Hospitals", "Teachers Union"):
        assert one[alone] == alone
    assert one == same_bodies(dict.fromkeys(reversed(names), 1), [("HU", "Harbour Union")])


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("On Monday Kenyan Foreign Minister Ada Lind spoke.", "Lind", "Kenyan Foreign Minister"),
        ("Ada Lind, the union's chief negotiator, left.", "Ada Lind", "union's chief negotiator"),
        ("Ada Lind, an economic aide to President Bell, left.", "Ada Lind", "economic aide to President Bell"),
        ("Ada Lind, who left on Monday, said so. Lind slept.", "Lind", None),
    ],
)
def test_roles_are_found_where_somebody_is_introduced(text: str, name: str, role: str | None) -> None:
    """The title before a name or the apposition after it is a role; other words beside it are not."""
    assert introduced_role(text, name) == role


@pytest.mark.parametrize("phrase", ["Parents for Holm", "Doctors for Peace", "Mothers Against the Tunnel"])
def test_a_group_with_a_cause_is_its_own_side(phrase: str) -> None:
    """What a group is named after is not the side it speaks for."""
    for side in (side_of_name(phrase), side_of_role(phrase)):
        assert side is None or (side.name, side.short) == (phrase, False)
    assert side_of_name(phrase) is not None


@pytest.mark.parametrize("role", ["spokeswoman for Holm", "Lawyers for Norvale Council"])
def test_who_speaks_or_acts_for_somebody_is_no_group_with_a_cause(role: str) -> None:
    """A spokeswoman and lawyers have the side of whom they speak for."""
    side = side_of_role(role)
    assert side is None or side.name != role


def test_groups_named_after_one_place_are_two() -> None:
    """Two groups that share a place, and the place itself, are three; the city of that name is the place."""
    counts = {"Parents for Holm": 2, "Friends of Holm": 1, "Holm": 1}
    assert same_bodies(counts, []) == {name: name for name in counts}
    assert same_bodies({"City of Holm": 1, "Holm": 2}, [])["Holm"] == "City of Holm"


def test_a_voice_of_two_is_no_longer_name_of_one() -> None:
    """``Ann Roe and the ambulance service`` said it together: neither is meant by the other's short form."""
    joint = "Ann Roe and the ambulance service"
    assert same_bodies({joint: 1, "ambulance service": 2}, [])["ambulance service"] == "ambulance service"


@pytest.mark.parametrize(
    ("authority", "meant"),
    [("Tarn Port Authority", None), ("Tarn Health Authority", None), ("Tarn District Authority", True)],
)
def test_a_council_is_no_authority_of_another_kind(authority: str, meant: bool | None) -> None:
    """``The council`` may be a local authority, never one for ports or health."""
    text = f"The {authority} met on Monday. The council rejected the plan."
    found = resolve_short("council", text.index("council"), bodies_in(text))
    assert found == (authority if meant else None)


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("the Chilean weather office", "Chile"),
        ("Peruvian space agency", "Peru"),
        ("Chilean coastguard", "Chile"),
        ("Chilean news agency", "Chilean news agency"),
        ("Peruvian law office", "Peruvian law office"),
        ("Chilean Water Watch", "Chilean Water Watch"),
    ],
)
def test_public_offices_are_the_states(name: str, party: str) -> None:
    """An office for what a state sees to is the state, a private one of that country is not."""
    side = side_of_name(name)
    assert side is not None
    assert side.name == party
