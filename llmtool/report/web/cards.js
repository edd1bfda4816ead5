// A finding or a position as it stands on the page.
const SIGNS = { contradiction: "≠", agreement: "=", change: "→" };
const BETWEEN = { contradiction: "contradicts", agreement: "agrees with", change: "changed to" };

function where(position, withNumber) {
  const { document: source, said } = position;
  const line = el("p", { class: "where" }, link(`t-${source.number}`, name(source.label)));
  if (said && said !== source.date) line.append(`, said ${dayName(said)}`);
  if (source.repeats) line.append(", ", el("span", { class: "copy" }, `repeats ${source.repeats}`));
  line.append(` · ${position.attribution[1]}`);
  if (withNumber) line.append(" · ", link(position.id, `position ${position.number}`));
  return line;
}

function quotation(position) {
  const { language } = position.document;
  const quote = el("blockquote", { dir: "auto", lang: language && language !== "en" ? language : null });
  position.spans.forEach((span, place) => {
    if (place) quote.append(" ", el("span", { class: "gap" }, "[…]"), " ");
    quote.append(link(anchorOf(position, span), cut(position.document, span)));
  });
  return quote;
}

function side(position) {
  const who = el("p", { class: "who" }, el("b", {}, name(speakerName(position))));
  if (position.speaker && position.speaker.role) who.append(", ", name(position.speaker.role));
  if (sideName(position) !== speakerName(position)) {
    who.append(" ", el("span", { class: "party" }, name(position.party.name)));
  }
  if (position.modality[0] !== "asserts") who.append(" ", el("em", {}, position.modality[1]));
  return el("div", { class: "side" }, who,
    el("div", {}, quotation(position), position.claim && el("p", { class: "claim", dir: "auto" }, position.claim)),
    where(position, true));
}

function how(relation, more) {
  return el("p", { class: "how" }, `${more}${relation.decided[0].toUpperCase()}${relation.decided.slice(1)}. `,
    el("a", { href: `#${relation.id}`, "aria-label": "Link to this finding" }, "Link"));
}

// What the baseline says of a finding: a tag beside its name, and the reason below it.
const ANSWERS = { accepted: "✓", dismissed: "✗", open: "?" };
const answerTag = ({ answer }) => (answer
  ? el("span", { class: `tag ${answer}` }, el("span", { "aria-hidden": "true" }, `${ANSWERS[answer] || "?"} `), answer === "open" ? "noted" : answer)
  : null);

function answerLine({ answer, reason, known }) {
  if (!answer) return null;
  const told = el("p", { class: "answer" }, el("b", {}, known ? `Known: ${answer}.` : "Noted, still open."));
  if (reason && reason !== answer) told.append(" ", el("span", { dir: "auto" }, reason));
  return told;
}

function relationCard(relation, level) {
  const label = relation.label[0];
  const tag = relation.firm ? relation.kind[1] : `possible ${relation.label[1]}: ${relation.kind[1]}`;
  return el("article", { class: `card ${label} ${relation.firm ? "firm" : "possible"}${relation.known ? " known" : ""}`, id: relation.id, tabindex: "-1" },
    el(`h${level}`, {}, link(`i-${relation.issue.number}`, name(relation.issue.label)), " ",
      el("span", { class: "tags" }, answerTag(relation), " ", el("span", { class: "tag" }, tag))),
    el("div", { class: "sides" }, side(relation.a),
      el("div", { class: "between" }, el("span", { "aria-hidden": "true" }, SIGNS[label]), el("span", { class: "sr" }, BETWEEN[label])),
      side(relation.b)),
    relation.around && el("p", { class: "why", dir: "auto" }, `${raw.onePassage}: “${cut(relation.a.document, relation.around)}”`),
    el("p", { class: "why", dir: "auto" }, relation.why), answerLine(relation),
    how(relation, relation.firm ? "" : `${relation.scope[1]}. `));
}

// Of a long group the first voices are drawn; the others follow when asked for.
const VOICES = 6;
function groupCard(group, level) {
  const box = el("div", { class: "sides many" }, group.positions.slice(0, VOICES).map(side));
  const card = el("article", { class: `card agreement firm${group.known ? " known" : ""}`, id: `g-${group.relations[0].id}`, tabindex: "-1" },
    el(`h${level}`, {}, link(`i-${group.positions[0].issue.number}`, name(group.positions[0].issue.label)), " ",
      el("span", { class: "tag" }, group.carried)),
    box);
  const rest = group.positions.slice(VOICES);
  if (rest.length) {
    const more = el("button", { type: "button", class: "more" }, `${counted(rest.length, "more position")}`);
    more.addEventListener("click", () => {
      more.remove();
      box.append(...rest.map(side));
      paint(box);
    });
    card.append(more);
  }
  for (const relation of group.relations) {
    card.append(el("div", { class: "reason", id: relation.id, tabindex: "-1" },
      el("p", { class: "why", dir: "auto" }, relation.why), answerLine(relation), how(relation, "")));
  }
  return card;
}

const TIES = 8;
function ties(position) {
  const list = el("ul", { class: "ties" });
  for (const relation of position.relations.slice(0, TIES)) {
    const other = relation.a === position ? relation.b : relation.a;
    list.append(el("li", { class: `${relation.label[0]} ${relation.firm ? "firm" : "possible"}${relation.known ? " known" : ""}` },
      el("a", { href: `#${relation.id}` }, el("span", { "aria-hidden": "true" }, `${SIGNS[relation.label[0]]} `),
        relation.firm ? "" : "possible ", `${relation.label[1]}: `, name(sideName(other)), ` (${other.number})`,
        relation.known ? `, ${relation.answer}` : "")));
  }
  if (position.relations.length > TIES) list.append(el("li", {}, `and ${position.relations.length - TIES} more`));
  return position.relations.length ? list : null;
}

function positionCard(position, id = position.id) {
  const who = el("p", { class: "who" }, el("a", { class: "no", href: `#${position.id}`, "aria-label": `Position ${position.number}` }, `${position.number}`),
    " ", el("b", {}, name(speakerName(position))));
  if (position.speaker && position.speaker.role) who.append(", ", name(position.speaker.role));
  who.append(" ", el("em", {}, position.modality[1]));
  if (position.stance[0] !== "none") who.append(" ", el("span", { class: `tag ${position.stance[0]}` }, position.stance[1]));
  return el("article", { class: "held", id, tabindex: "-1", "aria-label": `Position ${position.number}, ${sideName(position)}` }, who, quotation(position),
    position.claim && el("p", { class: "claim", dir: "auto" }, position.claim), where(position), ties(position));
}

function issueHead(issue) {
  const head = el("div", { class: "issue" }, el("h3", { id: `i-${issue.number}`, tabindex: "-1" }, name(issue.label)));
  if (issue.question !== issue.label) head.append(el("p", { class: "question", dir: "auto" }, issue.question));
  if (issue.verdicts.length) head.append(verdicts(issue.verdicts));
  return head;
}

const verdicts = (given) =>
  el("ul", { class: "verdicts" }, given.map(({ a, b, label }) =>
    el("li", { class: label[0] }, name(a.name), " and ", name(b.name), `: ${label[1]}`)));
