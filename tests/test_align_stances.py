from __future__ import annotations

import pytest

from llmtool.align.issues.stances import stance_of
from llmtool.schema import Modality, Stance

ASSERTS, DEMANDS, DENIES, OFFERS = Modality.ASSERTS, Modality.DEMANDS, Modality.DENIES, Modality.OFFERS


@pytest.mark.parametrize(
    ("claim", "modality", "issue"),
    [
        ("The mayor supports the tram.", ASSERTS, "Tram"),
        ("We welcome the inquiry, said Ostry.", ASSERTS, "Inquiry"),
        ("The union demands a rise in pay.", DEMANDS, "Pay rise"),
        ("The minister said the hospital must not close.", DEMANDS, "Hospital"),
        ("Norland wants security guarantees and not only words.", DEMANDS, "Security guarantees"),
        ("Ada Ost said there can be no peace without security guarantees.", DENIES, "Security guarantees"),
        ("Norland stressed the need for guarantees.", ASSERTS, "Guarantees"),
        ("The union refused to drop its claim to the quay.", DENIES, "Claim to the quay"),
        ("Ms Bergmann said the gates must be restored, not replaced.", DEMANDS, "Gates"),
        ("Ada Ost said Norland is ready to sign the pact.", OFFERS, "Pact"),
        ("Norland declared its readiness to sign the pact without conditions.", ASSERTS, "Pact"),
        ("Norland is ready to sign the pact without delay.", OFFERS, "Pact"),
    ],
)
def test_who_wants_a_thing_is_for_it(claim: str, modality: Modality, issue: str) -> None:
    """Support, a demand and readiness are for what the issue names; so is whoever won't see it ended."""
    assert stance_of(claim, modality, issue) is Stance.FAVOR


@pytest.mark.parametrize(
    ("claim", "modality", "issue"),
    [
        ("Lena Ork said her party would vote against the tram.", ASSERTS, "Tram"),
        ("The opposition demanded an end to the tram works.", DEMANDS, "Tram works"),
        ("Residents want the tram stopped.", DEMANDS, "Tram"),
        ("The club wants the ban on boats lifted.", DEMANDS, "Ban on boats"),
        ("The ban on boats is unfair, the club said.", ASSERTS, "Ban on boats"),
        ("Dr Pell called the closure of the hospital a mistake.", ASSERTS, "Closure of the hospital"),
        ("The police said there was no need for an inquiry.", ASSERTS, "Inquiry"),
        ("Sergei Olm said Norland would not surrender on its islands.", DENIES, "Islands"),
        ("Norland voiced its opposition to the pact.", ASSERTS, "Pact"),
        ("The trust asked the court to stop the felling.", DEMANDS, "Felling"),
        ("The trust asked the state to deny the permit.", DEMANDS, "Permit"),
        ("Ada Ost said she could no longer support the tram.", ASSERTS, "Tram"),
    ],
)
def test_who_refuses_a_thing_is_against_it(claim: str, modality: Modality, issue: str) -> None:
    """Rejection, a bad word for it, a refusal and the wish to end it are against what the issue names."""
    assert stance_of(claim, modality, issue) is Stance.AGAINST


@pytest.mark.parametrize(
    ("claim", "modality", "issue"),
    [
        ("The shopkeepers fear that the tram will cost them customers.", ASSERTS, "Tram"),
        ("Farmers warned of a bad harvest.", Modality.PREDICTS, "Harvest"),
        ("He said the villagers oppose the dam.", ASSERTS, "Dam"),
        ("Ada Ost said Zero indication that Norland is prepared for a truce.", ASSERTS, "Truce"),
        ("Norland fears that the first draft favoured the other side's demands for land.", ASSERTS, "Demands for land"),
        ("The union demands 6 per cent.", DEMANDS, "Pay rise"),
        ("Ada Ost asked for a study before any vote.", DEMANDS, "Vote"),
        ("The company offered to let 20 per cent of the flats at a low rent.", OFFERS, "Flats at a low rent"),
        ("The company denied that it had dumped waste.", DENIES, "Waste in the river"),
        ("The captain said the office's clock is wrong.", ASSERTS, "Time of the accident"),
        ("No boat left the port without a licence.", ASSERTS, "Boats in the port"),
    ],
)
def test_other_peoples_wishes_fears_and_figures_are_no_stance(claim: str, modality: Modality, issue: str) -> None:
    """A negation alone, a warning, what others want, a fact denied and how much is wanted tell of no stance."""
    assert stance_of(claim, modality, issue) is Stance.NONE


@pytest.mark.parametrize(
    ("claim", "modality"),
    [
        ("The board backs the merger only if jobs are safe.", Modality.CONDITIONAL),
        ("The board could live with a merger.", OFFERS),
        ("Ilan Dresk refused some parts of the merger plan.", DENIES),
    ],
)
def test_half_a_yes_is_mixed(claim: str, modality: Modality) -> None:
    """A condition, a part or a grudging word makes a yes, and a refusal of parts, neither for nor against."""
    assert stance_of(claim, modality, "Merger") is Stance.MIXED


@pytest.mark.parametrize(
    ("claim", "modality", "issue"),
    [
        ("Ada Ost rejected claims that Norland could attack a neighbour.", DENIES, "Non-aggression pact"),
        ("The league kept up its help for Norland, against the “war of aggression”.", ASSERTS, "Truce"),
        ("She called for more sanctions.", DEMANDS, "Truce"),
        ("The minister said it is safe for settlers to return.", ASSERTS, "Rations"),
        ("Ilo Prest ruled out a separate Orrin currency.", DENIES, "Orrin referendum"),
        ("Ms Orr demanded the return of all 214 harps.", DEMANDS, "Number of harps"),
        ("The town wants the mill to pay for the repairs.", DEMANDS, "Who pays for the repairs"),
    ],
)
def test_no_stance_on_what_the_claim_does_not_speak_of(claim: str, modality: Modality, issue: str) -> None:
    """A stand on something else is none on the issue, a shared name is no topic, "how many" has no side."""
    assert stance_of(claim, modality, issue) is Stance.NONE


@pytest.mark.parametrize(
    ("claim", "modality", "issue", "stance"),
    [
        ("Ada Ost called it unacceptable.", ASSERTS, "Accession to the league", Stance.AGAINST),
        ("The union welcomed that.", ASSERTS, "Late bell", Stance.FAVOR),
        ("The envoy rejected a meeting through a mediator.", DENIES, "Talks and contacts", Stance.AGAINST),
        ("Otto Renn demanded that the pier be shut.", DEMANDS, "Closure of the pier", Stance.FAVOR),
        ("We need the Saturdays.", ASSERTS, "Blasting on Saturdays", Stance.FAVOR),
        (
            "Peg Tallis said the friends want quiet; no cars on the bridge.",
            ASSERTS,
            "Cars on the bridge",
            Stance.AGAINST,
        ),
        ("She asked that the statue be melted down.", DEMANDS, "Statue", Stance.AGAINST),
        ("The guild applauded the plan to phase out tourist flats.", ASSERTS, "Tourist flats", Stance.AGAINST),
        ("Gus Orr said he is all for the park.", ASSERTS, "Park", Stance.FAVOR),
        ("The regulator ordered the club to use the cameras.", ASSERTS, "Use of the cameras", Stance.FAVOR),
        ("Some parts of the plan can be viewed positively.", ASSERTS, "Plan", Stance.MIXED),
        ("The fine is excessive, the firm said.", ASSERTS, "Fine", Stance.AGAINST),
    ],
)
def test_a_stand_on_the_issue_is_read(claim: str, modality: Modality, issue: str, stance: Stance) -> None:
    """What is pointed at, words of the label or its field, needs, bare refusals and ways to end a thing count."""
    assert stance_of(claim, modality, issue) is stance


@pytest.mark.parametrize(
    ("claim", "modality", "issue"),
    [
        ("The society accepted that Vane had a share in two voyages.", ASSERTS, "Share in the voyages"),
        ("The treasurer denied that the club had agreed any share with the city.", ASSERTS, "Share of the money"),
        ("The wall protects the harbour against storms.", ASSERTS, "Storms in the harbour"),
        ("The president threatened an economic war should Norland not commit itself to talks.", ASSERTS, "Talks"),
        ("The figure for the buses that she gave was wrong.", ASSERTS, "Buses"),
        ("A clerk contradicted him: “Every family got a questionnaire in June”.", DENIES, "Questionnaire"),
        ("The office said there will be no sailings to Hesk tomorrow.", DENIES, "Sailings to Hesk"),
        ("The observer found no fault with the count.", DENIES, "Count"),
        (
            "The mayor will have the inquiry look into it, months after she had called the inquiry unnecessary.",
            ASSERTS,
            "Inquiry",
        ),
    ],
)
def test_facts_conceded_denied_or_foretold_are_no_stance(claim: str, modality: Modality, issue: str) -> None:
    """Who concedes, denies or corrects a fact, names a condition, or tells what won't happen tomorrow takes no side."""
    assert stance_of(claim, modality, issue) is Stance.NONE


def test_going_on_is_no_end() -> None:
    """What somebody hopes goes on is not to end."""
    assert stance_of("Norland hopes that the talks will go on.", ASSERTS, "Talks") is Stance.FAVOR
    claim = "Ada Ost said Norland highly values his efforts and hopes that they will go on."
    assert stance_of(claim, ASSERTS, "Efforts") is Stance.FAVOR


@pytest.mark.parametrize(
    ("claim", "issue", "stance"),
    [
        ("The guild could support a merger of the mills.", "merger of the mills", Stance.MIXED),
        ("Councillors might well back the arena plan.", "arena plan", Stance.MIXED),
        ("The guild would support the mast if it were lower.", "mast", Stance.MIXED),
        ("The guild could not support the merger of the mills.", "merger of the mills", Stance.AGAINST),
        ("The group called the merger “a sale by the back door”.", "merger of the mills", Stance.AGAINST),
        ("The guild described the levy as a tax in disguise.", "levy on vans", Stance.AGAINST),
        ("The back door of the arena was open.", "arena plan", Stance.NONE),
        ("The guild wants the depot to stay open.", "closure of the depot", Stance.AGAINST),
        ("The guild wants the depot saved.", "closing of the depot", Stance.AGAINST),
        ("The board wants to close the depot.", "closure of the depot", Stance.FAVOR),
        ("Residents urged the board to reject the mast.", "mast on the hill", Stance.AGAINST),
        ("Residents urged the board to think again on the mast.", "mast on the hill", Stance.AGAINST),
        ("The mayor backed the protest against the mast.", "mast on the hill", Stance.AGAINST),
        ("Residents protested against the mast.", "mast on the hill", Stance.AGAINST),
        ("Nurses have concerns about the mast.", "mast on the hill", Stance.AGAINST),
        ("The board defended the mast.", "mast on the hill", Stance.FAVOR),
        ("Pupils called the mast “a joke”.", "mast on the hill", Stance.AGAINST),
        ("The surgeon slammed the merger.", "merger of the mills", Stance.AGAINST),
    ],
)
def test_a_stance_is_on_the_thing_itself(claim: str, issue: str, stance: Stance) -> None:
    """Who could back a thing has not; to reject it, to keep what it would end or to call it names is against it."""
    assert stance_of(claim, Modality.ASSERTS, issue) is stance
