"""The words by which noun phrases are found and judged: what opens them, breaks them, and says nothing. Lower case."""

from __future__ import annotations

from llmtool.align.parties.vocabulary import UNITS
from llmtool.words import NUMBER_WORDS, STOPWORDS

LINKS = frozenset("of over on for in against to".split())
ARTICLES = frozenset(("the", "a", "an"))
PLANS = frozenset(
    """bid plan proposal offer decision demand pledge promise right refusal attempt effort deal agreement duty
    commitment order permission request threat campaign contract bill move scheme vote motion""".split()
)
"""Nouns that a verb with ``to`` completes: ``bid to join the union``."""
NUMBERS = frozenset(NUMBER_WORDS) | frozenset(
    """hundred thousand million billion dozen half either neither both all some any every each no several many more most
    less fewer few another other such own same certain enough additional further whole entire only""".split()
)
OPENERS = ARTICLES | NUMBERS | frozenset("this that these those its their his her our my your whose".split())
"""Words after which a noun phrase goes on."""
COUNTING = frozenset("all both its their his her our my these those".split())
"""Words that a label leaves out between a link and its noun: ``the return of all the heads``."""
PREPOSITIONS = frozenset(
    """of for in on at by with from about over under between against into without within during after before behind
    near towards toward across along around per than as since until despite amid among""".split()
)
MODALS = frozenset(
    """to can could will would shall should may might must cannot not never do does did don't doesn't didn't won't
    can't couldn't wouldn't shouldn't let lets please""".split()
)
"""Words after which a verb stands, not a noun."""
AUXILIARIES = frozenset(
    """can could will would shall should may might must is are was were be been has have had do does did cannot can't
    won't isn't aren't wasn't weren't hasn't haven't don't doesn't didn't""".split()
)
"""Words before which a noun stands, not another verb."""
NOUN_ENDINGS = (
    "tion sion ment ments tions sions ness ity ities ship ance ence ances ences age ages ism cy cies dom hood ure ures"
).split()
NO_NOUN_ENDINGS = ("'s", "’s", "able", "ible", "ful", "ous", "ier")
NOUNS_LIKE_ADJECTIVES = frozenset(
    """pier barrier carrier supplier frontier soldier courier glacier premier cashier tier occupier table cable
    timetable vegetable stable constable""".split()
)
TOPICAL = frozenset(
    """funding housing parking building hearing staffing meeting mining fishing farming shipping spending
    policing planning blasting charging cycling
    lodging clothing
    ruling filing bidding bombing shelling sentencing financing pricing zoning dredging outsourcing flooding
    training king wing spring lending logging drilling farming gambling smuggling trafficking""".split()
)
"""Nouns in -ing that can be a label alone."""
FOR_DOING = frozenset(
    """opening closing operating living voting driving drinking heating landing boarding waiting breeding polling
    sleeping working running""".split()
)
"""Words in -ing before what serves it or tells of it: ``opening hours``, ``drinking water``."""
PLURAL_FIRST = frozenset(
    """sports arms savings sales drugs news goods customs jobs rights talks earnings wages works services operations
    communications systems physics politics economics athletics statistics mathematics series species""".split()
)
"""Words in -s that stand before another noun: ``arms deal``."""
PASSING = frozenset(
    """remaining existing growing following coming leading rising ongoing missing outstanding continuing surrounding
    resulting falling increasing widening lasting pressing running standing waiting alarming shocking worrying
    disappointing encouraging misleading convincing demanding starting beginning ending working waiting taking
    making using affecting including involving concerning regarding according everything
    anything something nothing during""".split()
)
"""Words in -ing that say of a thing how it is, and not what it is for: ``the remaining flats``."""
TOLD_OF = frozenset(
    """warn warns warned warning inform informs informed informing notify notifies notified accuse accuses accused
    accusing remind reminded assure assured convince convinced convict convicted clear cleared rob robbed strip stripped
    told tell tells""".split()
)
"""Verbs with somebody and ``of`` something: ``warned the mayor of the flood``."""
ASKED_FOR = frozenset(
    """ask asks asked asking thank thanks thanked thanking blame blames blamed blaming pay pays paid paying sue sued
    suing fine fined fining bill billed charge charges charged charging praise praised criticise criticised criticize
    criticized attack attacked reward rewarded punish punished prepare prepared""".split()
)
"""Verbs with somebody and ``for`` something: ``asked suppliers for the cost``."""
SAKES = frozenset("lack want fear sake example instance purposes".split())
"""What ``for`` makes a reason of, not a thing: ``for lack of staff``."""
WEAK = frozenset(
    """said says say told tell would could should may might must will can cannot also still yet already very really much
    many more most less least new old good bad big small main key first last next recent recently today yesterday
    tomorrow now monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december week weeks month months year years day days time times thing things
    something anything everything nothing someone everyone somebody anybody everybody nobody none people way ways lot
    part side sides per cent percent need needs want wants make
    makes made take takes taken took get gets got give gives given gave go goes going gone went come comes came see
    sees seen saw
    know knows think thinks thought believe believes call calls called put puts keep keeps kept let lets find finds
    found use uses used show shows shown try tries tried become becomes became remain remains remained continue
    continues continued begin begins began start starts started stop stops stopped end ends ended help helps
    helped work works worked seem seems seemed look looks looked mean means meant happen happens happened add adds
    added ask asks asked agree agrees agreed accept accepts accepted reject rejects rejected refuse refuses
    refused warn warns warned deny denies denied confirm confirms confirmed expect expects expected hope hopes
    hoped plan plans planned offer offers offered promise promises promised claim claims claimed insist insists
    insisted stress stresses stressed note notes noted argue argues argued announce announces announced describe
    describes described reiterate reiterates reiterated able ready clear right wrong true false sure likely
    important possible impossible necessary being having done did does do enough going between among amid despite
    without within across along around toward towards via near like since until per upon behind beyond back
    eastern western northern southern been be is are was were has have had if whether because while when where
    what who how why there here it its instead else even ever never always often again yes please thank thanks
    good anyway worth longer morning evening afternoon welcome hello respect due loose open alone together later earlier
    outside inside pending forward backward forwards backwards upstream downstream
    anyone everyone someone nobody whoever whatever others ones elsewhere somewhere everywhere otherwise""".split()
)
MODIFIERS = frozenset(
    "new old good bad big small main key first last next recent clear eastern western northern southern".split()
)
"""Adjectives among them."""
BREAKS = STOPWORDS | WEAK | NUMBERS | PREPOSITIONS | frozenset("beside besides upon onto throughout whose whom".split())
EITHER = frozenset(
    """plan plans offer offers promise promises claim claims help work end start call calls need vote votes right rights
    hope hopes stop use""".split()
)
"""Weak words that are nouns after an article or in a phrase that has begun: ``the plan``, ``a peace plan``."""
NEVER_FIRST = frozenset(
    """correct full long single negative concrete cautious exact delicate real final tremendous sure slow whole usual
    proper detailed serious mere sheer absolute utter actual precise terrible great fresh sudden constant original
    latest biggest worst best highest lowest strongest further other""".split()
)
"""Adjectives that judge or measure: ``correct number`` is the number. The phrase without them is found beside it."""
VAGUE = frozenset(
    """aspect version point matter thing one other hand mind value result expectation indication signal room level party
    mess openness account announcement country partner woman man person people winter summer autumn spring night morning
    evening noon hour minute moment time day week
    weekend fortnight month year decade kind sort type way bit lot rest master guest word answer
    question fact case news idea thought belief mediator precaution confidence paper figure number member somebody
    conversation conference ring glimpse interview remark comment statement sentence spokesman total event course
    book front top step sign surprise chance situation position view opinion feeling impression talk look order
    form shape guise wake manner fashion
    wednesday january february march april june july august september october november december""".split()
)
"""Nouns that say nothing of a topic by themselves, in the singular."""
TELLING = frozenset(("talks", "views"))
"""Plurals that are topics where their singular says nothing."""
BARELY = frozenset(
    """dispute conflict affair row controversy debate case round runs unit care midday end start help hall penny child
    sea size closure right sense office company
    accusation allegation proposal offer request complaint criticism objection rejection refusal denial reply response
    suggestion assertion explanation excuse argument reason contrary opposite option possibility choice chance language
    name condition difference problem trouble issue topic subject matter effort task step move measure detail piece
    page document list building place spot corner period term stage phase moment idea
    hand head face eye ear arm shoulder finger foot knee back door window desk drawer table chair bed box cup
    mug breakfast lunch dinner coffee joke smile laugh breath tear mood luck truth lie""".split()
)
"""Nouns that say nothing of a topic when they stand alone: of the quarrel, of speech, of a scene that is told."""
CONTAINERS = frozenset(
    """piece pieces bit bits part parts sheet sheets set sets kind kinds sort sorts handful bunch pile piles heap heaps
    string series range couple pair pairs""".split()
)
"""What a thing comes in: ``of`` ties the matter to it."""
MEASURES = UNITS | frozenset(
    """gram milligram microgram kilogram kilo barrel inch foot yard percentage decibel rouble peso krone yen cent penny
    megahertz kilobyte gigabyte""".split()
)
"""What amounts are told in, singular: no matter by themselves."""
DEEDS = frozenset("exchange initiative campaign movement inquiry mission service gas oil energy power".split())
"""Words in bodies' names that name a matter where no body is meant: ``the exchange of prisoners``."""
SETTINGS = frozenset(
    """country nation city town village region area world building room chamber hall canteen corridor street place site
    spot middle middle background period time year month week day decade morning evening night weekend moment""".split()
)
"""Where and when anything may be: after ``in``, ``on`` or ``over`` they tell nothing of a matter."""
PAST = frozenset(
    """struck lent ran rang sat stood fell rose led met lay hung sent spent drew grew held won lost hit kept meant felt
    paid read sold told left understood wrote spoke taught fought caught shot dealt swore tore wore overdue due underway
    froze shook woke sang sank sunk swam rode shrank slid stuck bent bled bred dug fed forgave laid spun sprang swept
    swung undertook upheld wept awoke borne bade clung crept flung foresaw leapt overthrew rewrote shone slew sped spelt
    spilt spoilt strode strove swum trod wrung overtook overran outdid misled mistook
    heard amiss ashore aboard afloat abroad aside astray away""".split()
)
"""Forms that no noun has, and adjectives that stand alone."""
UNCHANGED = frozenset("spread shed burst quit shut hit hurt".split())
"""Verbs whose past is their base: at the end of a phrase they are no nouns."""
BARE_NOUNS = frozenset("people thing things way ways day days time times year years week weeks month months".split())
NOUNS_IN_EST = frozenset(
    "interest forest harvest protest request inquest contest arrest unrest conquest behest manifest".split()
)
VERDICTS = frozenset(
    """blamed demanded rejected accused urged denied claimed argued welcomed praised opposed refused ordered insisted
    warned condemned defended disputed dismissed criticised criticized questioned supported backed wanted""".split()
)
"""What a side did to the thing that follows, where ``proposed`` belongs to it: ``blamed counterfeit chargers``."""
FRACTIONS = frozenset(
    "third thirds quarter quarters half halves fifth tenth dozens hundreds thousands millions scores tens".split()
)
"""Parts and heaps of a thing, which ``of`` ties to it."""
NEVER_LAST = frozenset(
    """long longer short shorter high higher low lower wide wider big bigger little better best worse worst late fit
    unfit safe unsafe ready free dry wet fast faster slow slower tired closer nearer firm awake hopeful soon sooner
    careful busy unlikely alike alive aware twice once apart close west east north south alone ahead together
    written normal artificial financial social industrial medical technical local regional federal internal external
    environmental digital necessary unnecessary premature safer cheaper larger smaller stronger weaker harder easier
    aloud tonight almost ago strong easy
    richer poorer older younger newer cleaner louder well full empty rather regardless legal illegal final critical
    political economic uncompetitive competitive effective ineffective excessive expensive massive negative positive
    passive inactive spoken taken driven worn torn eaten beaten hidden frozen stolen chosen private net gross""".split()
)
"""Adjectives, participles and adverbs that stand after their noun: ``eleven pages long``."""
