"""Words for those who speak: roles that people have, bodies that act, groups without a name."""

from __future__ import annotations

from typing import Final

from llmtool.align.parties.vocabulary import OCCUPATIONS, RANKS

ROLES: Final = RANKS.union(
    OCCUPATIONS,
    """president vice minister secretary spokesman spokeswoman spokesperson spokespeople chief director mayor senator
    governor chair chairman chairwoman chairperson leader head commissioner ambassador envoy aide adviser advisor
    lawyer attorney counsel judge justice sheriff officer inspector investigator general colonel captain major
    admiral commander professor doctor dr mr mrs ms miss sir dame lady lord prof rep sen gov hon
    selectman selectwoman alderman alderwoman congressman congresswoman representative
    councillor councilor councilman councilwoman councilmember cllr mp co-author
    deputy prime chancellor premier king queen prince princess pope bishop archbishop cardinal rabbi imam pastor
    reverend rev analyst economist expert scientist researcher engineer historian author writer editor journalist
    reporter correspondent host anchor activist campaigner organiser organizer founder co-founder owner manager
    executive ceo cfo coo coordinator strategist pollster negotiator delegate coach player master nurse teacher
    driver farmer pilot operator foreman supervisor resident tenant neighbour neighbor witness victim survivor
    relative mother father brother sister wife husband son daughter student pupil superintendent fellow partner
    member treasurer clerk ombudsman whip speaker nominee candidate rival opponent critic musician actor singer star
    billionaire businessman businesswoman entrepreneur official firefighter fisherman technician prosecutor
    solicitor barrister counsellor lecturer dean principal rector vicar detective sergeant constable lieutenant
    marshal undersecretary parliamentarian lawmaker legislator republican democrat parent accountant steward
    goalkeeper striker defender winger commuter shopkeeper baker pensioner biologist carer cook chef carpenter
    gardener beekeeper brewer winemaker shipwright skipper bosun mate stationmaster guard conductor trader broker
    banker auditor surveyor architect planner ecologist geologist producer screenwriter composer violinist athlete
    swimmer runner skier boxer referee umpire physiotherapist vet volunteer mediator arbitrator intermediary
    protester demonstrator whistleblower diplomat defendant claimant plaintiff juror coroner magistrate bailiff
    convenor convener co-chair co-leader co-director vice-chancellor vice-president vice-chairman vice-chair
    director-general secretary-general attorney-general auditor-general governor-general archdeacon abbot sarpanch boss
    trustee chaplain warden provost brigadier commodore registrar matron
    """.split(),
)
BODIES: Final = frozenset(
    """ministry department council commission committee union party company corporation corp inc ltd plc group
    agency bank university college school institute centre center court house senate congress parliament
    assembly government administration authority board bureau office police army navy force forces command nato
    un eu association federation foundation society league alliance coalition campaign network news times post
    journal guardian reuters tribune observer service services trust fund organisation organization kremlin
    pentagon street team hospital airline airlines railway railways cooperative syndicate chamber embassy
    delegation mission secretariat states kingdom nations republic foods motors systems technologies pharma
    pharmaceuticals chemicals stores supermarkets media studios labs laboratories brothers international
    enterprises resources solutions communications records watch works energy water power partners holdings
    industries industry mining rail transport port airport watchdog regulator ombudsman inspectorate mayoralty
    guild clinic hotel brewery factory museum theatre theater library church diocese parish publisher developer operator
    maker retailer supermarket charity farm mill gallery orchestra zoo nursery academy faculty panel inquiry cabinet
    provider insurer lender landlord refinery shipyard carmaker steelmaker shipbuilder
    ferries lines airways homes shipping logistics holdings buses dairies quarries steel pictures
    wire press gazette herald tribune chronicle courier examiner radio tv television weekly review broadcaster
    prosecution defence defense taskforce lab laboratory club caucus chain
    city county district borough town village fire presidency palace festival archive studio front bloc junta
    confederation conservancy observatory synod archdiocese firm utility manufacturer startup start-up wholesaler
    consultancy brand carrier desk hotline helpline
    """.split()
)

# What a minister or secretary is responsible for: it is no part of the side that the role names.
PORTFOLIOS: Final = frozenset(
    """foreign defence defense finance interior home health education press presidential general special energy
    transport transportation justice trade environment labour labor economy economic agriculture prime state
    treasury housing culture science climate security national deputy vice assistant acting under-secretary
    policy communications staff operations political public social internal external property competition
    clinical shop hub branch camp base plant junior senior personnel programming accounts shift depot warehouse
    site floor harbour nursing technical medical product programme project planning licensing compliance
    sustainability safety quality marketing sales pensions procurement water fisheries ports mines railways
    tourism forests irrigation roads lands
    """.split()
)
GROUPS: Final = frozenset(
    """citizen citizens friend friends client clients colleague everyone everybody someone somebody anyone fans teens
    kids youths parishioners constituents respondents participants attendees veterans seniors millennials immigrants
    migrants refugees elites electorate public audience crowd hardliners moderates progressives centrists patients
    subscribers onlookers bystanders spectators mum mom dad grandmother grandfather uncle aunt cousin nephew niece
    publications newspapers papers outlets magazines broadcasters
    roommate roommates classmate classmates teammate teammates boyfriend girlfriend fiancee
    people advocates advocate majority ex-wife ex-husband widow family surrogates delegates magistrates inmates
    associates graduates
    residents officials sources source critics supporters opponents protesters demonstrators workers
    tenants parents teachers students scientists researchers experts analysts observers witnesses survivors
    relatives families villagers locals neighbours neighbors activists campaigners lawyers prosecutors
    investigators inspectors economists doctors nurses farmers drivers voters republicans democrats
    conservatives liberals lawmakers senators politicians leaders allies rivals rebels militants separatists
    soldiers troops commanders diplomats negotiators aides advisers advisors staff employees managers executives
    shareholders investors customers users members colleagues others many some several most few both man woman
    men women boy girl child children authorities police prosecutors judges union unions company companies
    ministry side sides camp administration government governments capitals opposition coalition party parties
    candidates nominee pair duo trio couple insiders organisers organizers passengers fishermen pilots
    firefighters paramedics historians academics professors bishops clergy states countries nations mayor-elect
    president-elect victims plaintiffs defendants defendant plaintiff jury court regulator regulators watchdog
    watchdogs group groups lobby lobbyists bank banks agency agencies council councils councillors councilors
    board boards commission committee inquiry tribunal firm firms developer developers operator operators
    contractor contractors supplier suppliers landlord landlords owner owners association federation charity
    charities hospital hospitals university school schools newspaper magazine broadcaster network outlet team
    club league airline airlines manufacturer manufacturers maker makers chain retailer utility campaign
    movement one none two three four five six eu un nato
    """.split()
)
# Documents speak too, but only in clauses: "the report said", not "the report opposed".
DOCUMENTS: Final = frozenset(
    """report reports study studies survey surveys poll polls letter letters statement statements memo
    document documents
    filing filings lawsuit indictment transcript transcripts figures data analysis review audit investigation ruling
    judgment findings articles post posts tweet tweets email emails editorial column video videos footage
    slide slides clip recording complaint database website average index evidence research article resolution
    declaration communique
    communiqué ad book film law bill treaty agreement constitution order notice leaflet log record records logbook
    minutes tally tallies count statistics dossier dossiers paper papers census ledger ledgers accounts books registers
    calculations projections estimates measurements readings files archives brochure prospectus manifesto edition
    bulletin factsheet sheet trial trials inspection inspections leaflets guidance questionnaire""".split()
)
OUTLETS: Final = frozenset(
    """newspaper newspapers paper papers broadcaster radio television tv station weekly daily magazine outlet outlets
    gazette herald tribune courier times bulletin telegraph chronicle examiner podcast reuters bbc cnn afp ap
    tass""".split()
)
# Names that other bodies have as well ("the Ferrish Post delivers"): outlets where they report.
PAPERS: Final = frozenset("post journal record star echo wire press review observer mirror news agency".split())
