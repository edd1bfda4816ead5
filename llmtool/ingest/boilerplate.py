"""Lines that belong to the page and not to the article: menus, captions, invitations to subscribe, comment forms.

The rules look at the shape of a line, its place and the vocabulary of interfaces, never at its subject. They lean to
the safe side: a menu line that stays costs a little, a quotation that goes is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmtool.ingest.dates import first_date

AGENCIES = (
    r"(?:Reuters|AP|A\.P\.|(?:The )?Associated Press|AFP|Agence France-Presse|dpa|DPA|TASS|Tass|Xinhua|UPI|PTI"
    r"|ANI|EFE|ANSA|Kyodo|Yonhap|Interfax|Bloomberg|PA|PA Media|PA Wire|AAP|Anadolu(?: Agency)?|AA|EPA|IANS)"
)

_EXACT = frozenset(
    line.strip()
    for line in """
    subscribe; subscribe now; sign up; sign up now; sign in; log in; login; log out; register; join now; join
    us; donate; share; share this; share this article; share this story; share this post; share article; share
    via; print; print this; email; e-mail; email this; save; save for later; bookmark; copy link; link copied;
    gift article; tweet; facebook; twitter; x; whatsapp; linkedin; telegram; reddit; pinterest; instagram;
    youtube; tiktok; rss; follow; follow us; like; tags; tag; topics; related topics; filed under; categories;
    category; menu; main menu; search; home; close; open menu; navigation; skip to content; skip to main
    content; skip navigation; jump to content; back to top; top; next; previous; next article; previous article;
    next post; previous post; load more; show more; see more; view more; more; read more; continue reading; read
    full story; see all; view all; advertisement; advert; ad; ads; sponsored; sponsored content; promoted;
    promoted stories; paid content; related; related stories; related articles; related posts; related news;
    related content; related links; related coverage; more stories; more news; more on this story; more on this
    topic; more from this author; read next; up next; recommended; recommended for you; recommended stories; you
    may also like; you might also like; also read; see also; most read; most popular; most viewed; popular;
    popular posts; popular now; trending; trending now; latest; latest news; editor's picks; editors' picks; top
    stories; don't miss; comments; comment; add a comment; post a comment; post comment; submit comment; leave a
    comment; leave a reply; write a comment; reply; view comments; show comments; join the conversation; join
    the discussion; cancel reply; submit; send; newsletter; newsletters; our newsletters; sign up for our
    newsletter; privacy policy; terms of use; terms of service; terms; cookie policy; cookie settings; accept;
    accept all; accept cookies; reject all; manage cookies; contact us; contact; about us; about; advertise;
    advertise with us; careers; sitemap; all rights reserved; listen; listen to this article; listen to article;
    play; pause; watch; watch live; watch now; live tv; live; gallery; photos; image; photo; caption; toggle
    caption; hide caption; enlarge this image; view gallery; download; translate; font size; name; email
    address; website; your name; your email; your comment; message; required; loading; video; file; photo
    gallery; correction policy
    """.replace("\n", " ").split(";")
)

_INTERFACE = re.compile(
    r"""(?:
      (?:read|see|watch|listen|view)\s(?:more|also|next|now|full\sstory)\b\s*[:…|»>–—-]
    | (?:also\sread|related|more\son\sthis|must\sread|don[’']t\smiss|editor[’']s\spick|up\snext|recommended|most\sread
        |most\spopular|trending|explore\smore|more\sfrom)\s*[:|»>–—]
    | (?:read\smore|more)\s(?:on|about|from|by|in)\s\S+(?:\s\S+){0,6}$
    | (?:tags?|topics?|keywords?|categor(?:y|ies)|filed\s(?:under|in)|posted\sin|labels?)\s*[:|–—]
    | share\s(?:this|on|via|with)\b
    | share\s*[:|]
    | (?:click|tap)\s(?:here|to|on)\b
    | follow\s(?:us|our|me|the\sauthor|@)\b
    | (?:subscribe|sign\sup|log\sin|sign\sin|register)\s(?:to|for|now|here|today|with|below|and|or|via|our)\b
    | (?:already|not)\s(?:a|an|yet\sa)\s(?:subscriber|member)
    | not\sa\s(?:subscriber|member)\syet
    | (?:get|receive)\s(?:the|our|all|daily|breaking)\b.{0,80}\b(?:inbox|newsletter|email|e-mail|alerts?)\b
    | never\smiss\sa\b
    | download\s(?:the|our)\b.{0,30}\bapps?\b
    | support\s(?:our|independent)\s(?:journalism|work|reporting)\b
    | (?:scroll\s(?:down|to)|swipe)\b
    | (?:leave|post|write|add|submit)\s(?:a|your)\s(?:reply|comment)
    | your\se-?mail\b.{0,30}\bwill\snot\s(?:be\s(?:published|shown|shared|displayed)|appear)
    | e-?mail\s\(will\snot\sbe
    | (?:required\s)?fields?\s(?:are\s)?marked\b
    | save\smy\sname\b
    | notify\sme\s(?:of|by|when)\b
    | (?:you\smust\sbe|please)\s(?:logged\sin|log\sin|sign\sin|login)\b
    | (?:this|our)\s(?:site|website|page)\suses\s(?:cookies|akismet)
    | we\s(?:and\sour\spartners\s)?use\s(?:cookies|essential\scookies)
    | by\s(?:continuing|using|clicking|subscribing|signing)\b.{0,100}\b(?:cookies?|terms\sof|privacy\spolicy)\b
    | (?:please\s)?enable\s(?:javascript|cookies)
    | javascript\sis\s(?:disabled|required)
    | (?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}|by\b))
    | all\srights\sreserved
    | \d+\s(?:comments?|shares?|views?|likes?|replies|min(?:ute)?s?\s(?:read|ago)|(?:hours?|days?)\sago)\b[^a-z]*$
    | (?:estimated\s)?reading\stime\b
    | (?:advertisement|article\scontinues|story\scontinues|continue\sreading)\b.{0,30}$
    | \[?\(?(?:additional\s|further\s)?(?:reporting|writing|editing|edited|compiled)\sby\s(?-i:[A-Z]|the\s)
    | view\s(?:this\spost|original|on\s(?:x|twitter|facebook|instagram|youtube))\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_SUBSCRIBER = re.compile(r"\b(?:not|already) (?:yet )?an? (?:subscriber|member)\b", re.IGNORECASE)
_PHOTO = (
    r"(?:photo(?:graph(?:er)?)?s?|images?|pictures?|getty|shutterstock|handout|screengrab|screenshot|illustration"
    r"|video\sgrab)"
)
_CREDIT_IN_BRACKETS = re.compile(
    rf"[(\[](?:(?:file |archive |stock )?{_PHOTO}\b[^()\[\]]{{0,80}}|[^()\[\].!?]{{0,40}}\b(?:{_PHOTO}|file))"
    r"[^.!?]?[)\]]\.?$",
    re.IGNORECASE,
)
_AGENCY_IN_BRACKETS = re.compile(
    rf"[^\s.!?…\"”’'][ ]*[(\[](?:[^()\[\]]{{0,60}}/ ?)?{AGENCIES}(?: ?/[^()\[\]]{{0,60}})?[)\]]$"
)
_CREDIT_AFTER = re.compile(
    rf"(?:^|[.!?”\"’|/]\s*)(?:(?:file|stock|archive|representational|representative)\s)?{_PHOTO}(?:\s?(?:by|credit|courtesy(?:\sof)?|source|via))?\s?[:/©]\s?\S.{{0,80}}$"
    rf"|(?:^|\s)(?:©|via)\s?(?:getty|shutterstock)\b.{{0,40}}$|/\s?getty\simages\.?$|\bfile\sphoto\.?$",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"^(?:photo|image|picture|file photo|credits?|source|photograph)s?(?: credits?)?(?: by| courtesy of| via)?\s?[:©]"
    r"|^(?:file )?(?:photo|image|picture)(?:graph)?s? (?:by|courtesy of) (?-i:[A-Z])",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:says?|said|saying|tells?|told|adds?|added|asked|asks|replied|claims?|claimed|warns?|warned|insist(?:s|ed)|denie[sd]|denies"
    r"|stated|argued|wrote|announced|declared|according\sto|confirmed|rejected|accused|called\sfor)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«‘'][^\"“”„«»‘’']+?\s[^\"“”„«»‘’']+?\s[^\"“”„«»]+?[\"”»’']")
_ENDS = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_SEPARATED = re.compile(r"\s+[|›»>•·/]+\s+")
_STARTS_COMMENTS = re.compile(
    r"^(?:leave a (?:reply|comment)|(?:post|write|add|submit) a comment|\d+ (?:comments?|responses?|replies)\b.{0,60}"
    r"|comments?(?: ?\(\d+\))?|join the (?:conversation|discussion)|(?:reader|readers’|readers') comments)\W*$",
    re.IGNORECASE,
)
_STARTS_LINKS = re.compile(
    r"^(?:related(?: (?:stories|articles|posts|news|content|links|coverage|topics))?|you (?:may|might) also like"
    r"|most (?:read|popular|viewed)|more (?:stories|news|from .{1,40}|on this (?:story|topic))"
    r"|recommended(?: for you| stories)?|trending(?: now)?|read next|up next"
    r"|also read|see also|popular(?: posts| now)?|latest(?: news)?|top stories|tags|topics|don[’']t miss)\W*$",
    re.IGNORECASE,
)


def plain(line: str) -> str:
    """A line for comparing: casefolded words without marks around them."""
    start, end = 0, len(line)
    while start < end and not line[start].isalnum():
        start += 1
    while end > start and not line[end - 1].isalnum():
        end -= 1
    return " ".join(line[start:end].casefold().replace("’", "'").split())


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends with the stop of a sentence."""
    return bool(_ENDS.search(line))


def is_body(line: str) -> bool:
    """Whether a line is surely prose of the article: twelve words or more that end with a stop."""
    return len(line.split()) >= 12 and ends_as_sentence(line)


def is_interface(line: str) -> bool:
    """Whether a line is a button, an invitation or a notice of the page."""
    words = line.split()
    if not any(char.isalnum() for char in line):
        # A rule or an ornament; a line of symbols such as an emoji may be somebody's reply.
        return all(char in "-–—_*=~#.•·|/\\<>›»+ " for char in line)
    if plain(line) in _EXACT:
        return True
    if len(words) <= 25 and _SUBSCRIBER.search(line) and not _speaks(line):
        return True
    # A sentence with somebody's words in it may begin like an invitation (“Follow the money,” he said).
    match = _INTERFACE.match(line.lstrip("-–—•*>»›▶→[( "))
    return match is not None and len(words) <= 40 and not _speaks(line)


def is_caption(line: str) -> bool:
    """Whether a line is the caption or the credit of a picture."""
    if len(line.split()) > 60 or _speaks(line):
        return False
    return bool(
        _CREDIT_IN_BRACKETS.search(line)
        or _AGENCY_IN_BRACKETS.search(line)
        or _CREDIT_AFTER.search(line)
        or (_CREDIT_LINE.match(line) and len(line.split()) <= 20 and not ends_as_sentence(line))
    )


_BY_NAME = re.compile(r"[Bb][Yy] [A-Z]")


def is_menu(line: str) -> bool:
    """Whether a line is a row of short links, such as ``Home | World | Sport``; one with a byline in it is none."""
    items = _SEPARATED.split(line.strip(" |›»>•·/"))
    if any(_BY_NAME.match(item) for item in items):
        return False
    return len(items) > 2 and all(0 < len(item.split()) <= 4 and not ends_as_sentence(item) for item in items)


def _speaks(line: str) -> bool:
    """Whether somebody's words are in a line: then it stays, whatever it looks like."""
    return bool(_SAYS.search(line)) and (ends_as_sentence(line) or bool(_QUOTED.search(line)))


def without_tail(lines: Sequence[str]) -> list[str]:
    """``lines`` without the comments and the link lists that follow an article, and without interface lines.

    What follows "Leave a reply" in the second half is dropped whole. After "Related stories" only lines go that are
    no sentences, up to the next prose.
    """
    kept: list[str] = []
    body = [number for number, line in enumerate(lines) if is_body(line)]
    middle = body[len(body) // 2] if body else 0
    in_links = False
    for number, line in enumerate(lines):
        if not line:
            kept.append(line)
            continue
        if number > middle and _STARTS_COMMENTS.match(line):
            break
        if number > middle and _STARTS_LINKS.match(line):
            in_links = True
            continue
        if in_links and (ends_as_sentence(line) or len(line.split()) > 25 or ":" in line):
            in_links = False
        above = not body or number < body[0]  # a day between bars heads the article; below it, it is that of a link
        menu = is_menu(line) and (not body or not body[0] < number < body[-1]) and not (above and first_date(line))
        if not (in_links or menu or is_interface(line) or is_caption(line)):
            kept.append(line)
    return kept
