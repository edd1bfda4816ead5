// The sections of the report: which items stand in each, under the filters.
const boxes = {};
for (const id of ["hits", "contradictions", "agreements", "changes", "look", "positions"]) {
  const section = byId(id);
  if (section) boxes[id] = { list: lazyList(section.querySelector(".list")), counts: [section, document.querySelector(`nav a[href="#${id}"]`)].map((place) => place && place.querySelector(".few")).filter(Boolean), section };
}
const LABELS = { contradiction: "Contradictions", agreement: "Agreements", change: "Changes" };

// New findings come before known ones; and where several parties, speakers or outlets are asked for, what is between
// them comes before what is between one of them and others.
function inOrder(chosen, fits) {
  if (!asksForSeveral()) return chosen.map((item) => [item.known ? 2 : 0, item]).sort(([a], [b]) => a - b);
  return chosen.map((item) => [item.known ? 2 : fits(item) ? 0 : 1, item]).sort(([a], [b]) => a - b);
}
const AHEAD = ["", "With others: ", "Known: "];
const title = (rank, text) => (text ? (rank ? `${AHEAD[rank]}${text[0].toLowerCase()}${text.slice(1)}` : text) : AHEAD[rank].slice(0, -2));

// Items under headings: `headOf` gives the heading of an item among the new ones, if there is one at all.
function underHeads(ordered, headOf, itemOf) {
  const heads = ordered.map(([rank, item]) => title(rank, headOf(item)));
  const numbers = new Map();
  for (const head of heads) numbers.set(head, (numbers.get(head) || 0) + 1);
  return ordered.flatMap(([, item], at) => {
    const head = heads[at];
    const made = itemOf(item, head ? 4 : 3);
    if (!head || head === heads[at - 1]) return [made];
    return [{ id: "", height: 50, make: () => el("h3", {}, `${head} `, el("span", { class: "few" }, `${numbers.get(head)}`)) }, made];
  });
}

const relationItems = (chosen, headOf) =>
  underHeads(inOrder(chosen, bothFit), headOf, (relation, level) =>
    ({ id: relation.id, card: true, height: 300, make: () => relationCard(relation, level) }));

// Positions that all agree are one agreement, however many pairs of them were compared.
const groupsOf = (some) => [...new Set(some.map(({ id }) => groupOf.get(id)))];

function groupItems(fits) {
  const chosen = groups.filter((group) => group.relations.some((relation) => fits.has(relation)));
  const among = (group) => group.relations.some((relation) => fits.has(relation) && bothFit(relation));
  return underHeads(inOrder(chosen, among), () => "", (group, level) => ({
    id: `g-${group.relations[0].id}`,
    also: group.relations.map(({ id }) => id),
    card: true,
    height: 260 + 60 * group.relations.length,
    make: () => groupCard(group, level),
  }));
}

function positionItems(chosen) {
  const items = [];
  let issue = null;
  let party = null;
  for (const position of chosen) {
    const { issue: at, party: of } = position;
    if (at !== issue) {
      items.push({ id: `i-${at.number}`, height: 110, make: () => issueHead(at) });
      issue = at;
      party = null;
    }
    if (of !== party) {
      items.push({ id: "", height: 40, make: () => el("h4", {}, name(of.name)) });
      party = of;
    }
    items.push({ id: position.id, card: true, height: 130, make: () => positionCard(position) });
  }
  return items;
}

const CONTEXT = 70;
function hitItems() {
  const items = [];
  let places = 0;
  if (state.terms.length) {
    for (const source of documents) {
      source.folded ??= fold(textOf(source));
      if (!state.terms.every((term) => source.folded.includes(term))) continue;
      const term = state.terms.reduce((a, b) => (b.length > a.length ? b : a));
      const at = [];
      for (let place = source.folded.indexOf(term); place >= 0; place = source.folded.indexOf(term, place + term.length)) at.push(place);
      places += at.length;
      items.push({ id: "", height: 90, make: () => hitCard(source, at, term.length) });
    }
  }
  return { items, places };
}

function hitCard(source, places, length) {
  const list = el("ul", {}, places.slice(0, 3).map((at) => {
    const text = textOf(source);
    const before = text.slice(Math.max(0, at - CONTEXT), at).replace(at > CONTEXT ? /^\S*\s/ : "", at > CONTEXT ? "… " : "");
    const rest = text.slice(at + length, at + length + CONTEXT);
    const after = at + length + CONTEXT < text.length ? rest.replace(/\s\S*$/, " …") : rest;
    const shown = `${before}${text.slice(at, at + length)}${after}`.replace(/\s+/g, " ");
    return el("li", { dir: "auto" }, link(`x-${source.number}-${at}-${at + length}`, shown));
  }));
  return el("div", { class: "hit-source" }, el("p", { class: "where" }, link(`t-${source.number}`, name(source.label)), ` · ${counted(places.length, "place")}`), list);
}

function count(box, shown, all) {
  const text = shown === all ? figure(all) : `${figure(shown)} of ${figure(all)}`;
  for (const place of box.counts) place.textContent = text;
  box.section.classList.toggle("empty", all > 0 && shown === 0);
}

// Of a timeline the changes that pass the filters are left; one without any is not shown.
const timelines = [...document.querySelectorAll("figure.timeline")].map((box) => {
  const arrows = new Map([...box.querySelectorAll("svg a.arrow")].map((arrow) => [arrow.getAttribute("href"), arrow]));
  const changes = [...box.querySelectorAll("tbody tr")].map((row) => {
    const anchor = row.lastElementChild.firstElementChild.getAttribute("href");
    return { row, arrow: arrows.get(anchor), relation: relationById.get(anchor.slice(1)), away: false };
  });
  return { box, told: box.querySelector(".few"), changes, left: changes.length };
});

function filterTimelines(fits) {
  for (const line of timelines) {
    for (const change of line.changes) {
      const away = !fits.has(change.relation);
      if (away === change.away) continue;
      change.away = away;
      change.row.hidden = away;
      change.arrow.toggleAttribute("hidden", away);
    }
    const { length } = line.changes;
    const left = line.changes.filter(({ away }) => !away).length;
    if (left === line.left) continue;
    line.left = left;
    line.box.hidden = !left;
    line.told.textContent = left === length ? counted(left, "change") : `${left} of ${counted(length, "change")}`;
  }
}

// Draws every list anew. Called when the page opens and whenever a filter or the search changes.
function refresh() {
  if (found) {
    found.clear();
    spot.clear();
  }
  const fits = new Set(isFiltered() ? relations.filter(relationFits) : relations);
  const of = (label, firm) => relations.filter((relation) => relation.firm === firm && (!label || relation.label[0] === label));
  const put = (id, all, items) => {
    if (!boxes[id]) return 0;
    const chosen = all.filter((relation) => fits.has(relation));
    boxes[id].list.show(items(chosen));
    const [left, whole] = [chosen, all].map((some) => (id === "agreements" ? groupsOf(some) : some).length);
    count(boxes[id], left, whole);
    return left;
  };
  let findings = put("contradictions", of("contradiction", true), (chosen) => relationItems(chosen, ({ scope }) => scope[1]));
  findings += put("agreements", of("agreement", true), () => groupItems(fits));
  findings += put("changes", of("change", true), (chosen) => relationItems(chosen, () => ""));
  findings += put("look", of("", false), (chosen) =>
    relationItems(chosen, ({ label, scope }) => `${LABELS[label[0]]}: ${scope[1].toLowerCase()}`));
  const chosen = isFiltered() ? positions.filter(positionFits) : positions;
  boxes.positions.list.show(positionItems(chosen));
  count(boxes.positions, chosen.length, positions.length);
  const { items, places } = hitItems();
  boxes.hits.section.hidden = !items.length;
  boxes.hits.list.show(items);
  boxes.hits.counts[0].textContent = `${counted(places, "place")} in ${counted(items.length, "source")}`;
  filterTimelines(fits);
  filterMatrix(chosen, fits);
  if (current >= 0) paint(articles[current]);
  drawAhead(Object.values(boxes).map(({ list }) => list));
  if (isFiltered()) say(`${counted(findings, "finding")} and ${counted(chosen.length, "position")} shown`);
  else if (byId("said").textContent) say("All findings and positions shown");
}

function drawEverything() {
  for (const { list } of [...Object.values(boxes), ...(opened ? [opened] : [])]) list.drawAll();
  byId("find-note").hidden = true;
}

// The cards in reading order, for stepping through them.
const cards = () => ["contradictions", "agreements", "changes", "look", "positions"].flatMap((id) =>
  boxes[id] ? boxes[id].list.items.filter((item) => item.card).map((item) => [boxes[id].list, item.id]) : []);
