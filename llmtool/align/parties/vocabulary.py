"""The words by which roles and bodies are told apart. All in lower case and singular."""

from __future__ import annotations

import re

from llmtool.words import MONTHS, NUMBER_WORDS, WEEKDAYS

DETERMINERS = frozenset("a an the some one two three four several many most few any no this that these those".split())
INDEFINITE = DETERMINERS - {"the", "this", "that", "these", "those"}

HONORIFICS = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme monsieur herr frau señor
    señora rev reverend fr father sister hon honourable honorable sheikh imam rabbi ayatollah hajji""".split()
)
"""Forms of address: dropped, and never a role."""

OFFICIALS = frozenset(
    """president premier chancellor minister secretary ambassador consul envoy diplomat spokesman
    spokeswoman spokesperson spokespeople official leader chief head chair chairman chairwoman
    chairperson director commander general admiral colonel major captain lieutenant sergeant
    brigadier marshal governor senator congressman congresswoman representative lawmaker legislator
    parliamentarian selectman selectwoman alderman alderwoman
    speaker negotiator delegate adviser advisor aide deputy commissioner commissary
    mediator king queen prince princess emperor emir sultan pope prosecutor attorney judge justice officer
    counterpart monarch taoiseach tánaiste mp mep regulator inspector soldier troop force army
    military navy police government cabinet ministry parliament senate congress embassy consulate
    delegation side authority intelligence leadership regime presidency administration state
    treasury department team mission representation coastguard guard defence defense politburo junta
    executive manager ceo cfo coo founder owner co-founder boss member mayor councillor councilor
    organiser organizer convener convenor treasurer trustee steward chaplain bishop archbishop
    cardinal counsel superintendent constable ranger vice-president secretary-general clerk investigator
    coordinator co-ordinator registrar warden
    custodian administrator matron provost controller comptroller headteacher headmaster
    headmistress principal dean rector curator
    co-chair co-leader co-director vice-chancellor vice-chairman vice-chair director-general attorney-general
    auditor-general governor-general archdeacon abbot sarpanch""".split()
)
"""Heads of roles that speak for the body or state they are named with."""

NATIONAL = frozenset(
    """president premier chancellor minister ambassador consul envoy diplomat king queen emperor emir
    sultan government cabinet ministry parliament senate embassy consulate army military navy troop
    force junta monarch prince""".split()
)
"""Heads that only a state has; an unknown proper name before them is taken for one."""

OCCUPATIONS = frozenset(
    """physician physicist oncologist cardiologist paediatrician pediatrician psychiatrist psychologist sociologist
    anthropologist hydrologist hydrogeologist seismologist volcanologist oceanographer glaciologist criminologist
    demographer actuary agronomist pathologist radiologist neurologist neuroscientist immunologist pharmacologist
    virologist epidemiologist toxicologist meteorologist chemist botanist nutritionist dietitian therapist obstetrician
    gynaecologist anaesthetist surgeon midwife paramedic dentist pharmacist optician veterinarian notary paralegal
    grocer restaurateur hotelier conservationist environmentalist lobbyist podcaster trawlerman stevedore
    welder machinist bricklayer plumber electrician technologist programmer instructor headteacher schoolteacher
    caregiver childminder receptionist motorist cyclist fisherwoman crofter rancher winegrower astronomer
    astrophysicist mathematician statistician philosopher linguist ethicist theologian archivist librarian curator
    interpreter translator novelist poet painter sculptor photographer filmmaker courier signaller grower picker packer
    caseworker landowner smallholder stallholder shopworker dockworker farmworker steelworker housekeeper
    janitor barista bartender waiter waitress cashier mechanic forester gamekeeper deckhand seafarer trainee
    apprentice camper festivalgoer holidaymaker""".split()
)
"""What people do for a living, without words that are common surnames too (``Butcher``, ``Shepherd``)."""

PRIVATE = frozenset(
    """analyst expert scholar professor historian economist researcher academic scientist fellow lecturer
    journalist reporter correspondent editor columnist author writer activist campaigner critic
    observer commentator lawyer solicitor barrister resident neighbour neighbor citizen refugee
    farmer businessman businesswoman entrepreneur pensioner worker employee nurse doctor teacher
    student parent mother father widow widower son daughter brother sister witness survivor victim
    driver passenger tenant homeowner voter engineer architect consultant blogger singer actor
    actress player coach volunteer shopkeeper trader fisherman veteran dissident oligarch
    billionaire politician opposition candidate customer patient user specialist ecologist biologist
    geologist surveyor auditor economist""".split()
)
"""Heads that speak for themselves, or for the institution they are ``at``; a nationality does not bind them."""

PORTFOLIO = frozenset(
    """foreign defence defense interior finance prime deputy vice first second special chief senior junior
    top economic economy trade health justice education energy environment transport culture sport
    agriculture labour labor interim acting presidential press policy security national federal
    general external internal affairs secretary military naval air permanent high lead chief-of-
    staff joint staff state home housing social relations communications media public political
    legal administrative executive managing peace nuclear intelligence armed honorary assistant
    associate under co-chair group unnamed anonymous current new outgoing incoming newly elected
    longtime long-serving veteran regional local opposition ruling main minority majority
    parliamentary undersecretary backed-by supreme western eastern northern southern central
    occupied border emergency service services commerce development digital water of""".split()
)
"""Words that qualify an office and are never the name of a body by themselves."""

DESKS = frozenset(
    """property competition clinical nursing technical medical product programme project planning licensing compliance
    sustainability safety quality marketing sales operations pensions procurement fisheries ports mines railways
    tourism forests irrigation roads lands""".split()
)
"""What somebody is in charge of: ``Property director``; in ``Competition Bureau`` part of a name."""

FUNCTIONS = frozenset(
    """communications marketing operations sales press media integrity compliance production procurement strategy
    engineering information staff personnel security safety fisheries transport environment research development
    operations policy planning sustainability science innovation infrastructure logistics maintenance quality risk
    technology nutrition toxicology surgery medicine nursing housing education""".split()
) | {
    f"{of} {what}"
    for of, what in (
        *(("human", "resources"), ("customer", "services"), ("corporate", "communications"), ("public", "relations")),
        *((of, "affairs") for of in ("public", "corporate", "external", "legal")),
        *((of, "relations") for of in ("media", "investor", "press")),
    )
}
"""What an office in some body looks after: ``director of human resources`` names no body."""

COMPANY_HEADS = frozenset(
    """corporation airline airlines lines airways railways energy oil gas steel motors pharmaceuticals holdings
    industries systems technologies ltd limited inc corp plc llc gmbh ag stores brewery shipping logistics
    ferries""".split()
)
"""Head nouns of organisations that only companies have for the last word of a name."""

BODIES = COMPANY_HEADS | frozenset(
    """union council committee commission company group association federation society institute institution university
    college school hospital trust board authority agency bureau office ministry department government party alliance
    coalition league club church mosque synagogue bank fund foundation charity firm operator developer newspaper
    network centre center court tribunal assembly parliament senate congress police force service army navy militia
    brigade regiment chamber cooperative co-operative campaign movement organisation organization initiative partnership
    consortium inspectorate laboratory lab museum library theatre theater palace orchestra team crew inquiry panel
    taskforce embassy consulate secretariat directorate administration cabinet branch chapter railway rail power sa nv
    co kg utility utilities nation tribe hotel mill mine plant factory port harbour harbor district borough county city
    town municipality parish village forum synod diocese archdiocese cathedral brotherhood watchdog regulator ombudsman
    treasury exchange supermarkets clinic coastguard guild dairy estates homes housing properties buses
    transit transport schools hospitals festival academy studio archive front bloc junta confederation
    observatory conservancy corps lobby mission""".split()
)
"""Head nouns of organisations."""

STATE_BODIES = frozenset(
    """ministry department government parliament senate congress cabinet army navy military force troop
    service embassy consulate administration intelligence treasury presidency delegation police
    assembly authority side guard command staff secretariat customs leadership regime security
    defence defense coastguard""".split()
)
"""Bodies that belong to the state whose adjective they carry; others only come from that country."""

PUBLIC_MATTERS = frozenset(
    """water weather tax customs statistics statistical space border migration immigration prison food veterinary
    meteorological geological hydrological forestry road rail railway irrigation fisheries river nuclear audit census
    patent passport visa health energy environment environmental meteorology""".split()
)
"""What an office or agency is for that a state has: ``the Chilean weather office``."""
PUBLIC_BODIES = frozenset("office agency bureau inspectorate regulator directorate".split())

CIVIC = frozenset(
    "mayor councillor councilor alderman alderwoman council city town borough county district village".split()
)
"""A capital's name with one of these means the town, not the state."""

GROUPS = frozenset(
    """residents officials critics experts analysts observers campaigners activists protesters supporters
    opponents police prosecutors investigators authorities lawmakers neighbours neighbors tenants
    workers parents teachers students farmers doctors nurses survivors witnesses relatives families
    lawyers diplomats negotiators leaders allies reports sources scientists researchers economists
    historians journalists developers engineers inspectors firefighters paramedics rescuers
    shopkeepers drivers commuters passengers villagers locals volunteers councillors senators
    republicans democrats conservatives liberals separatists rebels insurgents militants troops
    forces soldiers mediators envoys delegates members organisers organizers management unions
    employers businesses shareholders investors creditors customers patients readers""".split()
)
"""Plural voices without a name."""

PARTIES = frozenset("republicans democrats conservatives liberals".split())
"""Those of them that with a capital are a party."""

STATE_GROUPS = frozenset(
    """officials authorities forces troops soldiers diplomats negotiators lawmakers leaders delegates
    envoys prosecutors investigators police senators mediators representatives ministers""".split()
)
"""Those of them that speak for the state whose adjective they carry."""

SMALL_WORDS = frozenset("of for the and a an de la du in on at & to".split())
"""Words inside names that abbreviations and comparisons pass over."""

COMPANY_ENDS = frozenset(
    """freight capital partners ventures foods renewables solar wind minerals resources solutions brands telecom
    telecoms aviation aerospace biotech therapeutics biosciences insurance securities investments dynamics robotics
    semiconductors chemicals cement timber textiles fisheries mining metals packaging rentals marine enterprises
    laboratories construction engineering contractors haulage engines aluminium copper gold silver lithium coal iron
    zinc nickel uranium petroleum gravel fertilisers fertilizers""".split()
)
"""Last words of companies' names that are no head nouns: a person is never called so, a thing often (``the wind``)."""

SUFFIX_BODIES = frozenset(
    "department service force ltd limited inc corp corporation plc llc gmbh ag group company co holdings".split()
)
"""Heads that may be left off a name without naming another body."""

NO_NAMES = frozenset((*WEEKDAYS, *MONTHS, *"meanwhile however yesterday today".split()))
"""Capitalised words that begin no name."""

MEDIA = frozenset(
    """news wire post herald gazette times radio courier tribune echo telegraph press journal daily weekly monitor
    chronicle mail star sun record television tv broadcaster online live letter bulletin reader review
    magazine observer news standard beacon""".split()
)
"""Words in the names of outlets."""

TRADES = frozenset(
    """line railway airway rail mine ferry bus tram transit transport
    energy oil gas power steel motor pharmaceutical holding industry
    system technology home estate housing shipping logistic brewery dairy hotel bank mill plant factory store
    supermarket network""".split()
)
"""Heads of companies' names, for which ``the company`` may stand."""

SECTIONS = frozenset(
    """energy transport housing logistics shipping oil gas power rail school system technology industry service
    administration security""".split()
)
"""Heads of companies' names that in small letters are only what somebody there is in charge of."""

SUPPORTERS = frozenset(
    """friend parent mother father neighbour neighbor citizen people woman man youth voice resident villager defender
    guardian worker nurse teacher doctor driver campaigner activist supporter""".split()
)
"""Heads of the names of groups of people, which nobody calls a company."""

CONSTITUENTS = frozenset(
    """residents tenants parents teachers students farmers doctors nurses families villagers neighbours neighbors
    drivers passengers commuters patients workers anglers pilots miners mothers pensioners cyclists lecturers
    shopkeepers shareholders""".split()
)
"""Those who have unions and associations; friends and critics are anybody's."""
EMPLOYED = OCCUPATIONS | frozenset(
    """worker employee staff nurse doctor teacher lecturer driver pilot miner cleaner porter docker seafarer sailor
    firefighter postman journalist actor writer musician engineer fireman baker carer steward typographer printer
    metalworker steelworker dockworker farmworker seaman railwayman longshoreman controller academic""".split()
)
"""Those whose federation, guild or association may be called a union."""

COMPANY_WORDS = frozenset(
    """company firm operator developer airline bank business employer manufacturer carrier owner maker
    builder producer retailer supplier chain brand publisher contractor shipowner startup drugmaker carmaker automaker
    chipmaker planemaker steelmaker shipbuilder brewer insurer lender""".split()
)
"""``the company`` may mean a body whose name ends in a legal form or in nothing known."""


CHIEF = re.compile(
    r"\b([Cc]hief|[Hh]ead|[Ll]ead) (?:nurse|doctor|engineer|economist|scientist|surgeon|midwife|architect|surveyor"
    r"|geologist|veterinarian|consultant|analyst|lawyer|physician|pharmacist|ecologist"
    r"|(?:operating|executive|financial|medical|technology|information|legal|marketing|commercial|risk|scientific)"
    r" officer)\b(?! of [a-z])"
)
"""Professionals who speak for the body that they are the first of."""

RANKS = frozenset("gen col lt maj adm capt brig sgt cpl cmdr cdr".split())
"""Military ranks as they are shortened before a name, without the full stop."""

VERB_ROLES = {
    "heads": "head of",
    "chairs": "chair of",
    "leads": "leader of",
    "runs": "head of",
    "represents": "representative of",
    "founded": "founder of",
    "directs": "director of",
    "manages": "manager of",
    "speaks for": "spokesperson for",
    "coordinates": "coordinator of",
    "owns": "owner of",
    "headed": "head of",
    "chaired": "chair of",
    "led": "leader of",
    "run": "head of",
    "represented": "representative of",
    "spoken for": "spokesperson for",
}
"""What somebody does to a body, as an office."""
NUMERALS = frozenset((*NUMBER_WORDS, "hundred", "thousand", "dozen"))

UNITS = frozenset(
    """crown mark euro dollar pound shilling franc metre meter kilometre kilometer mile millimetre centimetre hectare
    acre tonne ton litre liter hour minute second page point degree volt watt megawatt hertz knot""".split()
)
"""What amounts are told in, singular."""


def singular(word: str) -> str:
    """A rough singular of a lower-case English noun, enough to look it up here."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def is_in(word: str, words: frozenset[str]) -> bool:
    """Whether a word, in any case, singular or plural, is one of ``words``."""
    low = word.casefold().removesuffix("'s").removesuffix("’s")
    return low in words or singular(low) in words


_PAST = re.compile(
    r"\b(?:former|ex|onetime|one-time|then|late|retired|outgoing|designate|elect|shadow|predecessor)\b", re.IGNORECASE
)


def is_past(role: str) -> bool:
    """Whether a role is one that somebody holds no longer, or not yet."""
    return _PAST.search(role) is not None
