// Every link of the page leads to a record, a place in a text, or a section; `show` opens whatever hides it.
function show(anchor, focus = true) {
  if (citedBy.has(anchor)) return showEvidence([anchor], focus);
  const position = positionById.get(anchor);
  if (position) {
    if (!positionFits(position)) unfilter();
    land(boxes.positions.list.reveal(anchor), "center", focus);
    closeOverlay();
    return showEvidence(position.spans.map((span) => anchorOf(position, span)), false);
  }
  const relation = relationById.get(anchor);
  if (relation) {
    if (!relationFits(relation)) unfilter();
    const home = relation.firm ? `${relation.label[0]}s` : "look";
    closeOverlay();
    const node = boxes[home].list.reveal(anchor);
    land(node, "center", focus);
    if (groupOf.has(anchor) && home === "agreements") node.closest(".card").scrollIntoView({ block: "nearest" });
    return showEvidence(relation.a.spans.map((span) => anchorOf(relation.a, span)), false);
  }
  const [kind, ...numbers] = anchor.split("-");
  const [first, ...rest] = numbers.map(Number);
  if (kind === "t" && documents[first - 1]) {
    chooseText(first - 1);
    if (focus) {
      openPane(true);
      pane.scrollTop = 0;
      articles[first - 1].querySelector("h3").focus({ preventScroll: true });
    }
    return true;
  }
  if (kind === "x" && documents[first - 1]) return showStretch(first - 1, ...rest);
  if (kind === "c" && parties[rest[0] - 1] && openCell(anchor, focus)) return closeOverlay();
  if (kind === "c" && issues[first - 1]) return show(`i-${first}`, focus);
  if (kind === "i" && issues[first - 1]) {
    if (!boxes.positions.list.has(anchor)) unfilter();
    closeOverlay();
    return land(boxes.positions.list.reveal(anchor), "start", focus);
  }
  if (anchor === "texts") return openPane(true);
  const place = byId(anchor);
  if (!place) return false;
  closeOverlay();
  for (let node = place; node; node = node.parentElement) if (node.matches("details")) node.open = true;
  if (focus && place.tabIndex < 0) place.tabIndex = -1;
  return land(place, "start", focus);
}

function closeOverlay() {
  if (!wide.matches) openPane(false);
}

function unfilter() {
  clearFilters();
  say("Filters were cleared to show this");
}

// Follow a link: the address keeps it, so that Back leads back.
function go(anchor, again = false) {
  if (!pane.contains(document.activeElement)) cameFrom = document.activeElement;
  state.anchor = anchor;
  show(anchor);
  keepAddress(again);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest('a[href^="#"]');
  if (!target || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const anchor = decodeURIComponent((target.getAttribute("href")).slice(1));
  if (opened && anchor === opened.anchor) leaveCell();
  else go(anchor);
});

function restore() {
  const before = JSON.stringify([state.filters, state.q]);
  readAddress();
  if (before !== JSON.stringify([state.filters, state.q])) {
    showFilters();
    refresh();
  }
  if (state.anchor) show(state.anchor);
  keepAddress(true);
}
addEventListener("popstate", restore);
addEventListener("hashchange", () => {
  if (address() !== (location.hash || "#")) restore();
});
addEventListener("beforeprint", drawEverything);

// What a jump lands on must not hide behind the bar, however tall it is.
new ResizeObserver(([{ target }]) => {
  document.documentElement.style.setProperty("--bar", `${target.offsetHeight}px`);
}).observe(document.querySelector(".bar"));
if (!matchMedia("(min-width: 40rem)").matches) document.querySelector(".sources").open = false;

readAddress();
chooseText(0);
openPane(wide.matches);
showFilters();
refresh();
if (state.anchor) show(state.anchor);
keepAddress(true);
