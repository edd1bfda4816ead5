"""Given names that are almost always a woman's or a man's, to tell whom "she" or "he" can stand for."""

from __future__ import annotations

from typing import Final

_FEMALE: Final = frozenset(
    """
    ada adele agata agnes aisha alice alicia alina alison amanda amelia amina amira amy ana anastasia anette angela
    angelika anita anja anke ann anna anne annette annika antonia astrid audrey barbara beata beatrice bella berit
    bernadette beth bettina betty birgit brenda bridget brigitte britta camilla carla carmen carol carolina caroline
    catalina catherine cecilia celia charlotte chiara chloe christa christina christine clara claudia colleen cora
    cristina daisy dana daniela deborah denise diana dolores dora doris dorothy edith eileen elaine elena elif
    elisabeth eliza elizabeth ella ellen elsa emily emma erica erika esther eva eve evelyn fatima fatma felicia fiona
    florence frances francesca frida gabriela gemma gerda gina giulia gloria grace greta gudrun hanna hannah heather
    heidi helen helena helga henrietta hilda ida ilse ines ingrid irene iris irina isabel isabella ivana ivy jane janet
    janice jasmine jean jennifer jenny jessica joan joanna josephine joyce judith judy julia juliana julie kaja karen
    karin kate katarina katharina katherine kathleen kathy katja katrin kerstin khadija kirsten kristina lara laura
    leila lena leonie leticia lidia lily linda lisa lisbeth liz lola lorraine louise lucia lucy luisa lydia magda
    magdalena maja margaret margarita margrethe maria mariam marianne marie marina marion marta martha martina mary
    maryam mathilda maud maureen maya megan melanie melissa mercedes mia michelle mila miriam moira molly monica monika
    nadia nancy naomi natalia natalie natasha nicola nicole nina noemi nora norma olga olivia paola patricia paula
    pauline penelope petra phyllis priya rachel rebecca regina renata renate rhea rita rosa rose rosemary roxana ruth
    sabine sally samantha sandra sara sarah selma shirley sigrid silke silvia simone sofia sonia sophia sophie stella
    stephanie sue susan susanna svetlana sylvia tamara tania tatiana teresa theresa tilda tina ulrike ursula valentina
    valeria vanessa vera veronica victoria viola virginia vivian wanda wendy wilma yasmin yolanda yulia yvonne zainab
    zara zoe zofia
    """.split()
)
_MALE: Final = frozenset(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert aldo alejandro alessandro alexander alexandre
    alfred ali allan amir anders andreas andres andrew andrzej angus anthony anton antonio antti arne arnold arthur
    arturo bart ben benedict benjamin bernard bernd bill björn bjorn bob boris brad brendan brian bruce bruno bryan carl
    carlos cedric charles christian christoph christopher claus clive colin colm conrad cyril damian dan daniel darren
    dave david dean declan dennis derek dieter dietmar dimitri dirk dmitry dominic don donald doug douglas duncan
    dylan edgar eduardo edward edwin emil emmanuel enrico enzo eric erik ernest ernst erwin ethan eugene evan fabian
    farid felipe felix ferdinand fernando francesco francis francisco frank franz fred frederick friedrich gabor gary
    gavin geoff geoffrey georg george gerald gerard gerhard giovanni giuseppe glenn gordon graham grant greg gregory
    guido gunnar gustav guy hamid hank hans harald harold harry hasan hassan heinz hendrik henri henrik henry herbert
    hermann howard hugh hugo hussein ian ibrahim igor imran ivan ivar jack jacob jacques jakob jakub james jan jaroslav
    jason javier jeff jeffrey jens jeremy jerry jim joachim joe joel johan johann johannes john johnny jonas jonathan
    jorge josef joseph joshua juan julian julio jürgen karl keith ken kenneth kevin khalid klaus konrad konstantin kurt
    lars laszlo laurence lawrence leo leon leonard leonid leopold lorenzo louis luca lucas luigi luis lukas luke magnus
    malcolm manfred manuel marc marcel marco marcus marek mario mark markus martin mateo matteo matthew matthias maurice
    max maximilian mehmet michael michal miguel mike mikhail milan mohamed mohammad mohammed morris muhammad mustafa
    nathan neil nicholas nick nicolas niels nigel nikolai nils norbert norman olaf ole oleg oliver omar oscar oskar
    otto owen pablo pascal patrick paul pavel pedro per peter petr phil philip philippe pierre piet pieter pietro
    piotr rafael rahul ralf ralph ramon ravi raymond reinhard rené reza ricardo richard rob robert roberto rodrigo roger
    roland rolf roman ronald rory ross roy rudolf rupert ryan salim salvatore samuel scott sean sebastian sergei sergey
    sergio simon stanislav stefan stephen steve steven stuart sven tariq ted terence terry theo theodore thomas thorsten
    tim timothy tobias todd tom tomas tony torsten trevor ulrich umberto uwe vaclav victor viktor vincent vitaly
    vladimir volker volodymyr walter warren wayne werner wilhelm will willem william wolfgang xavier yusuf zoltan
    """.split()
)
GIVEN_NAMES: Final = _FEMALE | _MALE


def gender_of_name(name: str) -> str:
    """``f`` or ``m`` where the first of several names tells it, else nothing."""
    first, _, rest = name.partition(" ")
    low = first.casefold()
    if not rest:
        return ""
    return "f" if low in _FEMALE else "m" if low in _MALE else ""
