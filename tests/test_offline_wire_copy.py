"""What agencies and papers print every day: ranks, particles, accounts inside a sentence, quoted by another."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, draft.claim) for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is over,” Brig. Gen. Ilan Shor told a briefing.", "Ilan Shor"),
        ("The mill complained. Its owner, Jan van der Meer, said it was late.", "Jan van der Meer"),
        ("The Mill Trust wrote. Its head, Captain Omar al-Mahdi, said it was late.", "Omar al-Mahdi"),
        ("The Mill Trust wrote. Its head, the Danish engineer Ann Holm, said it was late.", "Ann Holm"),
        ("Ida Voss left. Her predecessor, Lars Holm, said it was late.", "Lars Holm"),
        ("“No,” said Ada O’Dowd-Reyes, the mayor. Ms O’Dowd-Reyes said it was late.", "Ada O’Dowd-Reyes"),
        ("Sir Alan Pell thinks it is late. Sir Alan said the ship was old.", "Alan Pell"),
        ("Ann Roe, Secretary, Millers’ Association, said it was late.", "Ann Roe"),
        ("Ana Lima, a diver, said it was late. “We looked twice,” Lima said.", "Ana Lima"),
        ("Selectman Hank Orr said it was late.", "Hank Orr"),
        ("Two aides left. One of them, Luke Adey, said it was late.", "Luke Adey"),
        ("Lou Brandt said no. The mill’s lawyer, Tess Roe, disagreed. “It was late,” she said.", "Tess Roe"),
    ],
)
def test_names_stay_whole(text: str, speaker: str) -> None:
    """Ranks, particles, articles and offices beside a name are no part of it, and cut nothing off."""
    assert drafts(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“It is a tax,” said Gordon Pike, who runs a fleet of 60 lorries from Easter Road.",
        "Ida Voss, the mayor, left. Her predecessor, Gordon Pike, said it was late.",
    ],
)
def test_whom_a_person_does_not_speak_for(text: str) -> None:
    """Neither what somebody owns nor whoever came after them is their side."""
    assert drafts(text)[-1].party is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Barnardo’s said the cuts would harm children.", "Barnardo’s"),
        ("McDonald’s has said that it will pay.", "McDonald’s"),
        ("Sicily denied that it had paid.", "Sicily"),
        ("Rebel commanders said the town had fallen.", "Rebel commanders"),
        ("Prosecutors say the mayor’s husband, Iain, received the money.", "Prosecutors"),
        ("The strike will cost the city a fortune, the chamber of commerce estimates.", "chamber of commerce"),
        (
            "The widow of a man who died after taking a well-known pill has accused its maker of greed.",
            "The widow of a man",
        ),
    ],
)
def test_the_subject_is_read_whole(text: str, speaker: str) -> None:
    """Neither an ending of a name nor what stands in a clause beside the subject takes its place."""
    assert [draft.speaker for draft in drafts(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The camp, according to the ministry, still holds 180 men.",
            "The ministry said the camp still holds 180 men.",
        ),
        ("The bridge, according to the auditors, was unsafe.", "The auditors said the bridge was unsafe."),
        ("The firm has, according to the union, sacked 40 people.", "The union said the firm has sacked 40 people."),
        ("The camp still holds 180 men, according to the ministry.", "The ministry said the camp still holds 180 men."),
        (
            "The council asked for the maps but was refused, according to the audit.",
            "The audit said the council asked for the maps but was refused.",
        ),
        (
            "The mayor approved a bridge without plans, according to internal documents seen by the Herald.",
            "Internal documents seen by the Herald said the mayor approved a bridge without plans.",
        ),
        ("The town asked. Tests, it says, found lead in nine homes.", "The town said tests found lead in nine homes."),
        (
            "The guild is angry. Riders trust it less than ever, it says, after two crashes.",
            "The guild said riders trust it less than ever.",
        ),
        ("Her lawyer went further: the two, Ann Roe said, “are lying”.", "Ann Roe said the two are lying."),
        (
            "Governor Ivan Pell was quoted by the agency Tass as saying the dam was whole.",
            "Ivan Pell said the dam was whole.",
        ),
        ("The paper quoted Ann Roe as saying the road was shut.", "Ann Roe said the road was shut."),
        ("Ann Roe told the news agency Tass that the road was safe.", "Ann Roe said the road was safe."),
        ("The company informed the agency more than two weeks late.", ""),
        ("The team, led by Ann Roe, said the dam leaks.", "The team said the dam leaks."),
        ("The team, led by Ann Roe, said the wall oozes.", "The team said the wall oozes."),
        (
            "Ann Roe contends that a fungus, not drought, explains the loss.",
            "Ann Roe contended that a fungus, not drought, explains the loss.",
        ),
        ("Ann Roe said the board sat on its hands.", "Ann Roe said the board sat on its hands."),
        ("The union is not asking for higher pay.", "The union was not asking for higher pay."),
        ("The bank denied having paid bribes.", "The bank denied having paid bribes."),
        ("Ann Roe said as many as 900 jobs could go.", "Ann Roe said as many as 900 jobs could go."),
        ("Ann Roe said roughly half of them came.", "Ann Roe said roughly half of them came."),
        (
            "Ann Roe said once the work is done the road will open.",
            "Ann Roe said once the work is done the road will open.",
        ),
        ("Ann Roe said as she left the hall.", ""),
        (
            "A federal judge in Denver ruled that the town was wrong.",
            "A federal judge in Denver ruled that the town was wrong.",
        ),
        ("The House has a bill on rents. Ann Roe called it “a trap”.", "Ann Roe called the bill “a trap”."),
        (
            "The House has a bill on rents and a plan for roads. Ann Roe called it “a trap”.",
            "Ann Roe called it “a trap”.",
        ),
        (
            "Ann Roe said she was open to a sale, but only if jobs are kept.",
            "Ann Roe said she was open to a sale, but only if jobs are kept.",
        ),
        (
            "The premier instructed the ministry to freeze the money.",
            "The premier instructed the ministry to freeze the money.",
        ),
        (
            "Ann Roe put the number of dead at “two, both armed”.",
            "Ann Roe put the number of dead at “two, both armed”.",
        ),
        (
            "Commenting on claims that leaks are rare, Ann Roe said the pipes were old.",
            "Ann Roe said the pipes were old.",
        ),
    ],
)
def test_what_is_said_is_told_whole(text: str, claim: str) -> None:
    """An account or an aside inside a sentence parts nothing, and a denial or a condition stays one."""
    assert [told for _, told in _said(text)] == ([claim] if claim else [])


@pytest.mark.parametrize(
    "text",
    [
        "Lorraine Pell called the meeting to order at 7:02 p.m.",
        "Several of us asked for the files.",
        "It is a sharp turn for a minister who weeks ago had rejected any new bridge.",
        "Ann Roe said the dam was safe. “That is wrong,” said nobody.",
    ],
)
def test_what_nobody_holds(text: str) -> None:
    """The business of a meeting and words of nobody are no positions."""
    assert [speaker for speaker, _ in _said(text) if speaker != "Ann Roe"] == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Ann Roe said the town had paid. “That is not true,” said Tom Berg. “The state paid.”",
            "Tom Berg said it is not true that the town had paid; the state paid.",
        ),
        (
            "Vandoria said the drone came from Estara. A Vandorian envoy called the claim “absurd”.",
            "A Vandorian envoy called the claim “absurd”.",
        ),
        (
            "Ann Roe said the mine was safe, a claim that the union disputes.",
            "The union disputed that the mine was safe.",
        ),
    ],
)
def test_what_an_answer_means(text: str, claim: str) -> None:
    """A bare no says no to what the other side has just said, never to one's own."""
    assert claim in [told for _, told in _said(text)]


def test_an_office_is_not_its_head() -> None:
    """Who heads one office speaks for that one alone."""
    text = "According to the head of the premier’s office, Joan Keel, it was clean. The tax office said it was late."
    assert [draft.speaker for draft in drafts(text)] == ["Joan Keel", "tax office"]


def test_a_minister_by_an_adjective() -> None:
    """An adjective that only judges makes nobody else of a minister."""
    text = "Transport Minister Lena Vos admitted that she knew. The embattled minister said a clerk had told her."
    assert {draft.speaker for draft in drafts(text)} == {"Lena Vos"}


def test_a_foreign_minister_of_another_state() -> None:
    """A minister who is told by another state is not whoever was named last."""
    text = "Brix said he would sign. The Kemori foreign minister said the draft was done."
    assert [draft.speaker for draft in drafts(text)] == ["Brix", "The Kemori foreign minister"]
