// The pane with the source texts: one text at a time, beside the report where there is room, else over it.
const pane = byId("texts");
const articles = documents.map(({ number }) => byId(`t-${number}`));
const choice = byId("text-choice");
const wide = matchMedia("(min-width: 76rem)");
let current = -1;
let cameFrom = null;
const citedBy = new Map();
for (const position of positions) {
  for (const span of position.spans) {
    const anchor = anchorOf(position, span);
    if (!citedBy.has(anchor)) citedBy.set(anchor, new Set());
    citedBy.get(anchor).add(position);
  }
}

const paneIsOpen = () => (wide.matches ? !document.body.classList.contains("alone") : pane.classList.contains("open"));

function openPane(open) {
  if (!documents.length) open = false;
  if (wide.matches) document.body.classList.toggle("alone", !open);
  pane.classList.toggle("open", open && !wide.matches);
  document.querySelector(".report").inert = open && !wide.matches;
  byId("texts-open").setAttribute("aria-expanded", String(open));
}

function chooseText(place) {
  if (place < 0 || place >= articles.length) return;
  if (place !== current) {
    articles.forEach((article, at) => {
      if (at === place) article.removeAttribute("hidden");
      // Browsers that know it still find the words of the other texts, and open them.
      else article.setAttribute("hidden", "until-found");
    });
    current = place;
    pane.classList.add("ready");
    choice.selectedIndex = place;
    byId("text-before").disabled = place === 0;
    byId("text-after").disabled = place === articles.length - 1;
    pane.scrollTop = 0;
    for (const number of articles[place].querySelectorAll("mark a:not([data-n])")) {
      number.dataset.n = number.getAttribute("aria-label");
      number.setAttribute("aria-label", `Position ${number.dataset.n}`);
    }
    paint(articles[place]);
    closeRests();
  }
}

function unhit() {
  for (const mark of pane.querySelectorAll("mark.hit")) mark.classList.remove("hit");
  if (spot) spot.clear();
}

const piecesOf = (anchor) => [byId(anchor), ...pane.querySelectorAll(`mark[data-of="${CSS.escape(anchor)}"]`)];

// Show the words of these anchors, all of one text: scroll to the first and mark them all.
function showEvidence(anchors, focus) {
  const marks = anchors.flatMap(piecesOf).filter(Boolean);
  if (!marks.length) return false;
  chooseText(articles.indexOf(marks[0].closest("article")));
  unhit();
  for (const mark of marks) mark.classList.add("hit");
  if (focus) {
    openPane(true);
    showRests(anchors[0]);
  } else closeRests();
  if (paneIsOpen()) marks[0].scrollIntoView({ block: "center" });
  if (focus) {
    marks[0].tabIndex = -1;
    marks[0].focus({ preventScroll: true });
  }
  return true;
}

function showStretch(place, start, end) {
  chooseText(place);
  openPane(true);
  unhit();
  const range = new Range();
  const walk = document.createTreeWalker(articles[place].querySelector(".text"), NodeFilter.SHOW_TEXT);
  let passed = 0;
  let begun = false;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!begun && start < passed + node.length) {
      range.setStart(node, start - passed);
      begun = true;
    }
    if (begun && end <= passed + node.length) {
      range.setEnd(node, end - passed);
      break;
    }
    passed += node.length;
  }
  if (!begun) return;
  if (spot) spot.add(range);
  pane.scrollTop += range.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  articles[place].querySelector("h3").focus({ preventScroll: true });
}

// What rests on the marked words: the positions they support and the relations of those.
function showRests(anchor) {
  const cited = [...(citedBy.get(anchor) || [])];
  byId("rests-h").textContent = `These words support ${counted(cited.length, "position")}`;
  byId("rests").querySelector(".list").replaceChildren(...cited.map((position) => el("div", {},
    el("p", { class: "who" }, link(position.id, `${position.number}`), " ", el("b", {}, name(sideName(position))), " ",
      el("em", {}, position.modality[1]), " on ", link(`i-${position.issue.number}`, name(position.issue.label))),
    position.claim && el("p", { class: "claim", dir: "auto" }, position.claim),
    ties(position))));
  byId("rests").hidden = false;
}

function closeRests() {
  byId("rests").hidden = true;
}

// Back to where the reader came from, if it is still there.
function leavePane() {
  closeRests();
  unhit();
  if (!wide.matches) openPane(false);
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  cameFrom = null;
}

function stepMark(step) {
  if (current < 0) return;
  const marks = [...articles[current].querySelectorAll("mark[id]")];
  const at = marks.findIndex((mark) => mark.classList.contains("hit"));
  const next = marks[at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length];
  if (next) go(next.id, true);
}

pane.addEventListener("click", (event) => {
  const number = event.target.closest("mark a");
  const mark = event.target.closest("mark");
  if (!mark || (event.target.closest("a") && !number) || String(getSelection())) return;
  event.preventDefault();
  event.stopPropagation();
  go(mark.id || mark.dataset.of);
});
pane.addEventListener("beforematch", (event) => chooseText(articles.indexOf(event.target.closest("article"))), true);
// Names from the right to the left are set apart, so that they turn nothing around them.
const apart = ({ name: outlet, label }) => (label.startsWith(outlet) ? `\u2068${outlet}\u2069${label.slice(outlet.length)}` : label);
choice.append(...documents.map((source) => el("option", { value: `${source.number}. ${source.label}` }, `${source.number}. ${apart(source)}`)));
choice.addEventListener("change", () => go(`t-${choice.selectedIndex + 1}`));
byId("text-before").addEventListener("click", () => go(`t-${current}`));
byId("text-after").addEventListener("click", () => go(`t-${current + 2}`));
byId("rests-close").addEventListener("click", leavePane);
byId("texts-close").addEventListener("click", () => {
  openPane(false);
  leavePane();
});
byId("texts-open").addEventListener("click", () => togglePane());
wide.addEventListener("change", () => openPane(wide.matches));

function togglePane() {
  const open = !paneIsOpen();
  if (open) cameFrom = document.activeElement;
  openPane(open);
  if (open && !wide.matches) choice.focus();
}
