from __future__ import annotations

import pytest

from llmtool.engines.offline.extract import attributions
from llmtool.engines.protocol import SegmentedDocument
from llmtool.schema import Document
from llmtool.segment import sentences


def found(text: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """Source, cue and contents of each attribution in a text."""
    document = Document(
        id="d-1",
        source="a.txt",
        title=None,
        outlet=None,
        byline=None,
        published=None,
        language="en",
        text=text,
        copy_of=None,
    )
    return [
        (
            text[slice(*one.source)] if one.source else None,
            text[slice(*one.cue)],
            tuple(text[slice(*content)] for content in one.contents),
        )
        for one in attributions(SegmentedDocument(document, sentences(text)))
    ]


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("The minister said that the dam is safe.", "The minister", ("that the dam is safe",)),
        ("The minister said the dam is safe.", "The minister", ("the dam is safe",)),
        ("“The dam is safe,” the minister said.", "the minister", ("“The dam is safe,”",)),
        ("“The dam is safe,” said Ida Voss, the minister.", "Ida Voss, the minister", ("“The dam is safe,”",)),
        ('"The dam is safe," he said.', "he", ('"The dam is safe,"',)),
        ("‘The dam’s wall is safe,’ she said.", "she", ("‘The dam’s wall is safe,’",)),
        ("„The dam is safe“, said Ida Voss.", "Ida Voss", ("„The dam is safe“",)),
        ("« The dam is safe », Ida Voss said.", "Ida Voss", ("« The dam is safe »",)),
        ("“The dam,” said Voss, “is safe.”", "Voss", ("“The dam,”", "“is safe.”")),
        ("The dam is safe, the minister said on Monday.", "the minister", ("The dam is safe",)),
        ("The dam, she said, would be inspected.", "she", ("The dam", "would be inspected")),
        ("According to the ministry, the dam is safe.", "the ministry", ("the dam is safe",)),
        ("The dam is safe, according to the ministry.", "the ministry", ("The dam is safe",)),
        ("She told reporters in Ghent that the dam is safe.", "She", ("that the dam is safe",)),
        ("Voss told the BBC he would resign.", "Voss", ("he would resign",)),
        ("The union called for a ban on night work.", "The union", ("a ban on night work",)),
        ("The union accused the firm of hiding the report.", "The union", ("the firm of hiding the report",)),
        ("Voss urged residents to leave the valley.", "Voss", ("residents to leave the valley",)),
        ("The firm has consistently rejected the claim.", "The firm", ("the claim",)),
        ("The firm has in the past refused to sign the deal.", "The firm", ("to sign the deal",)),
        ("Voss has also turned down the offer.", "Voss", ("the offer",)),
        ("The firm refused to sign the deal.", "The firm", ("to sign the deal",)),
        ("Voss was quoted as saying the dam is safe.", "Voss", ("the dam is safe",)),
        ("The plan was rejected by the council.", "the council", ("The plan",)),
        ("The union’s claim that the dam leaks is new.", "The union", ("that the dam leaks is new",)),
        ("A city official said in a statement that the dam is safe.", "A city official", ("that the dam is safe",)),
        ("The Kremlin has made it clear that it will wait.", "The Kremlin", ("that it will wait",)),
        (
            "Ida Voss, who chairs the board, said the dam is safe.",
            "Ida Voss, who chairs the board",
            ("the dam is safe",),
        ),
        ("Voss said: “The dam is safe.”", "Voss", ("“The dam is safe.”",)),
        ("''The dam is safe,'' Voss said.", "Voss", ("''The dam is safe,''",)),
        ("Voss said of the firm, “It lied to us.”", "Voss", ("“It lied to us.”",)),
        ("Voss said the following: the dam is safe.", "Voss", ("the dam is safe",)),
        ("“Is the dam safe?” a woman in the hall asks.", "a woman in the hall", ("“Is the dam safe?”",)),
        ("The two experts all agreed that the dam is safe.", "The two experts", ("that the dam is safe",)),
        ("All the experts I met said the dam is safe.", "All the experts", ("the dam is safe",)),
        ("Advisers to Voss say the dam is safe.", "Advisers to Voss", ("the dam is safe",)),
        ("The family’s lawyer called this claim false.", "The family’s lawyer", ("this claim false",)),
        ("Voss took to the radio to accuse the firm of theft.", "Voss", ("the firm of theft",)),
        ("The union is against the dam.", "The union", ("the dam",)),
        ("Voss is strongly opposed to the sale.", "Voss", ("the sale",)),
        ("The firm was confident that the dam would hold.", "The firm", ("that the dam would hold",)),
        ("The firm is ready to pay half of it.", "The firm", ("to pay half of it",)),
        ("The plan, which the union has called “an insult”, is dead.", "the union", ("The plan", "“an insult”")),
        ("The offer that the union rejected was small.", "the union", ("The offer",)),
        ("The firm put the damage at two million crowns.", "The firm", ("the damage at two million crowns",)),
        ("Voss, 61, has pleaded not guilty.", "Voss", ("not guilty",)),
        ("“No dam,” Voss said in May, “is safe.”", "Voss", ("“No dam,”", "“is safe.”")),
        ("The fault, he told me in May, is that nobody looks.", "he", ("The fault", "is that nobody looks")),
        ("As many engineers have pointed out, the dam is safe.", "many engineers", ("the dam is safe",)),
        ("The dam, as Voss put it in May, is “a toy”.", "Voss", ("The dam", "is “a toy”")),
        ("Voss insists, most recently in a letter to the board, that he is ill.", "Voss", ("that he is ill",)),
        ("Data from the Arden survey show that the dam leaks.", "Data from the Arden survey", ("that the dam leaks",)),
        ("A review of records indicates the dam leaks.", "A review of records", ("the dam leaks",)),
        ("The two sides agreed to meet again.", "The two sides", ("meet again",)),
        (
            "Voss said that the towns, which include Ash, are safe.",
            "Voss",
            ("that the towns, which include Ash, are safe",),
        ),
        ("“The dam is safe,” Ida Voss (Tarn), a witness, said.", "Ida Voss (Tarn), a witness", ("“The dam is safe,”",)),
        ("Claiming that the dam is safe, Voss left.", "Voss", ("that the dam is safe",)),
        ("By the mayor’s own admission, the dam leaks.", "the mayor", ("the dam leaks",)),
        ("“The dam is safe,” the ruling said.", "the ruling", ("“The dam is safe,”",)),
        ("“The dam is safe,” said the ruling.", "the ruling", ("“The dam is safe,”",)),
        ("If it rains, he said, closing the dam is right.", "he", ("If it rains", "closing the dam is right")),
        ("The dam, Voss said earlier in the day, is safe.", "Voss", ("The dam", "is safe")),
        ("The dam is safe, other studies have shown.", "other studies", ("The dam is safe",)),
        ("Voss took gifts, which he said were small.", "he", ("gifts", "were small")),
        ("The board issued a letter calling the dam “a toy”.", "The board", ("the dam “a toy”",)),
        ("It is open “to all”, per the party’s rules.", "the party’s rules", ("It is open “to all”",)),
        ("Experts warned, as did the port itself, that it leaks.", "Experts", ("that it leaks",)),
        ("To varying degrees, all agreed that it leaks.", "all", ("that it leaks",)),
        ("Some believe the dam leaks.", "Some", ("the dam leaks",)),
        ("Voss praised the plan and left.", "Voss", ("the plan",)),
        (
            "According to the office, the clubs owe 3 million, twice as much.",
            "the office",
            ("the clubs owe 3 million, twice as much",),
        ),
        ("Talks were called off after the union left, saying the dam is safe.", "the union", ("the dam is safe",)),
        ("The dam is safe, Voss told farmers, also on Tuesday.", "Voss", ("The dam is safe",)),
        ("As for the fire, Voss said it began late, in the hall.", "Voss", ("it began late, in the hall",)),
        ("Voss backs a plan, funded by the port.", "Voss", ("a plan, funded by the port",)),
        ("Voss backed a U.S.-funded plan.", "Voss", ("a U.S.-funded plan",)),
        ("The chair, Per Holm, reckons that it leaks.", "The chair, Per Holm", ("that it leaks",)),
        ("Voss says the dam leaks.", "Voss", ("the dam leaks",)),
        ("“No dam,” Voss said, referring to the plan, “is safe.”", "Voss", ("“No dam,”", "“is safe.”")),
        ("The dam is safe, engineers said Friday afternoon, as they left.", "engineers", ("The dam is safe",)),
        ("The dam is safe, Sen. Ida Holm (R-S.C.) said.", "Sen. Ida Holm (R-S.C.)", ("The dam is safe",)),
        (
            "The firm plans to hire Voss, as soon as possible, at the dam.",
            "The firm",
            ("to hire Voss, as soon as possible, at the dam",),
        ),
        (
            "The ministry says the dam, built by an army of workers in the north, has held.",
            "The ministry",
            ("the dam, built by an army of workers in the north, has held",),
        ),
        (
            "Voss said that the dam, whose wall is thin, would hold, and, even worse, would not last.",
            "Voss",
            ("that the dam, whose wall is thin, would hold, and, even worse, would not last",),
        ),
        ("Voss said that the dam leaks, which is new.", "Voss", ("that the dam leaks, which is new",)),
        ("Voss praised the dam, which opened in May.", "Voss", ("the dam",)),
        (
            "The latest Tarn/Ash survey released Friday shows that the dam leaks.",
            "The latest Tarn/Ash survey released Friday",
            ("that the dam leaks",),
        ),
        (
            "A study that appeared in the Tarn Journal found that the dam leaks.",
            "A study that appeared in the Tarn Journal",
            ("that the dam leaks",),
        ),
        (
            "A poll released in late August found that the dam leaks.",
            "A poll released in late August",
            ("that the dam leaks",),
        ),
        ("The video shows guards leaving the dam.", "The video", ("guards leaving the dam",)),
        ("Inspectors found 64 cracks.", "Inspectors", ("64 cracks",)),
        ("Holm, despite saying that the dam is safe, left.", "Holm", ("that the dam is safe",)),
        ("Bemoaning the “phony dam,” Voss left.", "Voss", ("the “phony dam,”",)),
        ("The dam is “a toy,” as Voss put it.", "Voss", ("The dam is “a toy,”",)),
        ("Voss said the rules “lump” the dam with the bridge.", "Voss", ("the rules “lump” the dam with the bridge",)),
        ("Voss says things like “Nobody moves.”", "Voss", ("“Nobody moves.”",)),
        ("The village agreed to share a dam.", "The village", ("share a dam",)),
        ("He hopes to mend all the cracks he is painting.", "He", ("to mend all the cracks he is painting",)),
        ("Voss, who’s promised to mend the dam, left.", "who", ("to mend the dam",)),
        ("Voss, who said that the dam, which leaks, is old, left.", "who", ("that the dam, which leaks, is old",)),
        ("Voss can be heard saying that the dam leaks.", "Voss", ("that the dam leaks",)),
        ("Voss has been called “a toy mayor” by engineers.", "engineers", ("Voss", "“a toy mayor”")),
        ("Voss was accused by the union of lying.", "the union", ("Voss", "of lying")),
        ("The mayor sent a letter to ministers opposing the dam.", "The mayor", ("the dam",)),
        ("He left despite warnings from his lawyer that the dam leaks.", "his lawyer", ("that the dam leaks",)),
        ("Voss would like to build a dam.", "Voss", ("to build a dam",)),
        ("Voss Hid Cracks, Former Dam Engineer Says.", "Former Dam Engineer", ("Voss Hid Cracks",)),
        ("Voss Says Old Dam Will Fall.", "Voss", ("Old Dam Will Fall",)),
        ("The board voted on Friday to close the dam.", "The board", ("to close the dam",)),
        ("The board was furious that the dam leaks.", "The board", ("that the dam leaks",)),
        ("“The dam is safe,” said 9/11 widow Ida Holm.", "9/11 widow Ida Holm", ("“The dam is safe,”",)),
        ("“The dam is safe,” said FranÃ§ois Holm.", "FranÃ§ois Holm", ("“The dam is safe,”",)),
        ("”The dam is not safe.” ― Ida Holm", "Ida Holm", ("”The dam is not safe.”",)),
        (
            "Voss said the dam is “safe and sound,” when it does not rain.",
            "Voss",
            ("the dam is “safe and sound,” when it does not rain",),
        ),
        ("The dam is safe, the commission estimates.", "the commission", ("The dam is safe",)),
        ("The dam is safe, an analysis of reports shows.", "an analysis of reports", ("The dam is safe",)),
        ("On the show “Tarn at Nine,” Voss said the dam is safe.", "Voss", ("the dam is safe",)),
        ("The film has Voss asking, “Is it safe?”", "Voss", ("“Is it safe?”",)),
        ("Voss said it would close, beginning in May.", "Voss", ("it would close, beginning in May",)),
        ("Voss’s repeated claim that the dam is safe", "Voss", ("that the dam is safe",)),
        ("The mayor unleashed a flurry of tweets opposing the dam.", "The mayor", ("the dam",)),
        ("The inquiry forced the firm to admit that the dam leaks.", "the firm", ("that the dam leaks",)),
        ("The board decided after a long debate not to close the dam.", "The board", ("not to close the dam",)),
        ("The board voted along party lines to close the dam.", "The board", ("to close the dam",)),
        ("Voss has been a firm and loud supporter of the dam.", "Voss", ("the dam",)),
        (
            "Two women with children live here, according to the port.",
            "the port",
            ("Two women with children live here",),
        ),
    ],
)
def test_shapes(text: str, source: str, contents: tuple[str, ...]) -> None:
    """Each usual shape of reported speech gives its source and exactly its content."""
    assert [(who, what) for who, _, what in found(text)] == [(source, contents)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Voss said the dam is safe and warned that the bridge is not.",
            [("Voss", ("the dam is safe",)), ("Voss", ("that the bridge is not",))],
        ),
        (
            "“The dam is safe,” Voss said, adding that tests go on.",
            [("Voss", ("“The dam is safe,”",)), ("Voss", ("that tests go on",))],
        ),
        (
            "The ministry said the dam is safe, but villagers insist that it leaks.",
            [("The ministry", ("the dam is safe",)), ("villagers", ("that it leaks",))],
        ),
        (
            "Voss apologised for “the noise” and blamed a broken pump.",
            [("Voss", ("“the noise”",)), ("Voss", ("a broken pump",))],
        ),
        (
            "Voss insisted that the dam is safe, and villagers warned that it leaks.",
            [("Voss", ("that the dam is safe",)), ("villagers", ("that it leaks",))],
        ),
        (
            "Voss has vowed to stay, and Ida Holm is promising to help.",
            [("Voss", ("to stay",)), ("Ida Holm", ("to help",))],
        ),
        (
            "“It is a muddle,” said Mr. Holm, who insisted that the dam leaks.",
            [("Mr. Holm", ("“It is a muddle,”",)), ("who", ("that the dam leaks",))],
        ),
        (
            "The mayor, who has promised to build a dam, said it would be safe.",
            [("who", ("to build a dam",)), ("who", ("it would be safe",))],
        ),
    ],
)
def test_two_in_a_sentence(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    """Joined cues are two attributions, each with its own content."""
    assert [(who, what) for who, _, what in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dam was built in 1931.",
        "Claims for damages rose by a tenth.",
        "Support for the plan is weak.",
        "The report was published on Monday.",
        "The members’ hall was full, and the ‘old’ stage too.",
        "They met in Ghent on Friday.",
        "The survey had doubts about the dam.",
        "Voss would see the dam leak.",
        "A study that the council ordered in February is due in May.",
        "Such loud advocates such as Voss are rare.",
        "The film has been a success of the year.",
    ],
)
def test_narration_is_no_attribution(text: str) -> None:
    """Words that look like cues or quotations do not make an attribution by themselves."""
    assert found(text) == []


def test_quotation_goes_on_in_the_next_sentence() -> None:
    """A quotation that stands alone belongs to the speaker of the quotation before it."""
    text = "“The dam is safe,” Voss said. “We test it daily.”\n\n“Nobody needs to move.”"
    assert [(who, what) for who, _, what in found(text)] == [
        ("Voss", ("“The dam is safe,”", "“We test it daily.”", "“Nobody needs to move.”"))
    ]


def test_quotation_goes_on_with_words_after_it() -> None:
    """A long quotation that opens a sentence without a source goes on with the one before it in the paragraph."""
    text = "“The dam is safe,” Voss said. “Nobody here has to move or to be afraid” of a flood."
    assert [(who, what) for who, _, what in found(text)] == [
        ("Voss", ("“The dam is safe,”", "“Nobody here has to move or to be afraid” of a flood."))
    ]


def test_paragraph_that_a_cue_leads_in() -> None:
    """A paragraph without marks after "X added:" is all X's words, and the next one is not."""
    text = "Voss added:\n\nThe dam is safe. Nobody knows better.\n\nThe dam was built in 1931."
    assert [(who, what) for who, _, what in found(text)] == [("Voss", ("The dam is safe.", "Nobody knows better."))]


def test_quotation_over_paragraphs() -> None:
    """A quotation that is opened again in each paragraph and closed in the last is one speaker's."""
    text = "Voss said: “The dam is safe.\n\n“It has been safe for years.”"
    assert [(who, what) for who, _, what in found(text)] == [
        ("Voss", ("“The dam is safe.", "“It has been safe for years.”"))
    ]


def test_second_quotation_of_a_paragraph_goes_on_in_the_next() -> None:
    """After the words of who speaks, too, a quotation stays open where the next paragraph opens with its mark."""
    text = '"The dam is safe," Voss said. "It was built in 1931. Nobody doubts it.\n\n"It has been safe for years."'
    assert next((who, what) for who, _, what in found(text)) == (
        "Voss",
        ('"The dam is safe,"', '"It was built in 1931. Nobody doubts it.', '"It has been safe for years."'),
    )


def test_what_somebody_disputes_is_what_was_said_before() -> None:
    """A dash and a noun for what was said end one speaker's words and give them to the next to answer."""
    assert [(who, what) for who, _, what in found("Voss said the dam leaked — a claim the firm disputes.")] == [
        ("Voss", ("the dam leaked",)),
        ("the firm", ("the dam leaked",)),
    ]


def test_a_clause_that_a_later_source_says_is_not_its_subjects() -> None:
    """Where "X said" follows after a comma, the subject of the clause before is only spoken about."""
    assert [(who, what) for who, _, what in found("The firm is ready to pay, Voss said on Monday, and to sign.")] == [
        ("Voss", ("The firm is ready to pay", "and to sign")),
    ]
