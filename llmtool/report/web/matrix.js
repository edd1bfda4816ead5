// The matrix: a cell opens the positions behind it, in a row of its own below.
const matrix = document.querySelector("table.matrix");
let opened = null;

function closeCell() {
  if (!opened) return;
  opened.row.remove();
  opened.cell.removeAttribute("aria-expanded");
  opened.cell.parentElement.classList.remove("opened");
  opened = null;
}

function openCell(anchor, focus) {
  const cell = matrix && matrix.querySelector(`a[href="#${CSS.escape(anchor)}"]`);
  if (!cell) return false;
  closeCell();
  if (cell.closest("[hidden]") && all && !whole) all.click();
  if (cell.closest("[hidden]")) unfilter();
  const [issue, party] = anchor.split("-").slice(1).map((number) => Number(number) - 1);
  const everything = positions.filter((position) => position.issue.place === issue && position.party.place === party);
  const held = isFiltered() ? everything.filter(positionFits) : everything;
  const close = el("button", { type: "button", "aria-label": "Close" }, "×");
  const head = el("h3", { tabindex: "-1" }, name(parties[party].name), " on ", link(`i-${issue + 1}`, name(issues[issue].label)));
  const against = issues[issue].verdicts.filter(({ a, b }) => a.place === party || b.place === party);
  const box = el("div", { class: "behind" }, close, head, against.length > 0 && verdicts(against), el("div", { class: "list" }));
  const row = el("tr", { class: "opened" }, el("td", { colspan: String(matrix.tHead.rows[0].cells.length) }, box));
  cell.closest("tr").after(row);
  cell.setAttribute("aria-expanded", "true");
  cell.parentElement.classList.add("opened");
  opened = { anchor, cell, row, list: lazyList(box.lastChild) };
  const list = (shown) => {
    opened.list.show(shown.map((position) => ({ id: "", height: 130, make: () => positionCard(position, `b-${position.id}`) })));
    paint(row);
  };
  if (held.length < everything.length) {
    const more = el("button", { type: "button", class: "more" }, `Show all ${everything.length}`);
    const told = el("p", { class: "aside" }, `${held.length} of ${counted(everything.length, "position")} pass the filters. `, more);
    more.addEventListener("click", () => {
      told.remove();
      list(everything);
      head.focus();
    });
    box.lastChild.before(told);
  }
  list(held);
  close.addEventListener("click", () => leaveCell());
  if (focus) {
    head.focus({ preventScroll: true });
    if (row.getBoundingClientRect().bottom > innerHeight) cell.closest("tr").scrollIntoView({ block: "start" });
  } else {
    cell.closest("tr").scrollIntoView({ block: "center" });
  }
  return true;
}

function leaveCell() {
  const { cell } = opened;
  closeCell();
  state.anchor = "";
  keepAddress(true);
  cell.focus();
}

// Rows in which each party is only heard once, without a stance, stand last and wait for “Show the whole matrix”.
// Under filters each cell is of the positions and findings that pass them. Rows and columns without any are left out, and
// of a large matrix all but the first.
const ROWS = 10;
const COLUMNS = 12;
let whole = false;
const originals = new Map(); // what a cell held before it was rewritten

// What a cell says of its positions, by the rules of the report: one stance or mixed, independent sources, findings.
function summed(chosen, fits) {
  const cells = new Map();
  for (const position of chosen) {
    const key = `c-${position.issue.number}-${position.party.number}`;
    if (!cells.has(key)) cells.set(key, { stances: new Set(), done: new Set(), origins: new Set(), contradiction: new Set(), agreement: new Set(), change: new Set() });
    const cell = cells.get(key);
    if (position.stance[0] !== "none") cell.stances.add(position.stance);
    cell.done.add(position.modality[0]);
    cell.origins.add(position.document.origin);
    for (const relation of position.relations) if (relation.firm && fits.has(relation)) cell[relation.label[0]].add(groupOf.get(relation.id) || relation);
  }
  return cells;
}

const SUMS = [["clash", "contradiction"], ["common", "agreement"], ["move", "change"]];
function rewrite(place, cell, nodes, className) {
  if (!originals.has(cell)) originals.set(cell, { place, nodes: [...place.childNodes], className: cell.className });
  place.replaceChildren(...nodes);
  cell.className = className;
}

function drawCell(cell, sum) {
  const target = cell.querySelector("a");
  if (!target) return;
  target.hidden = !sum;
  if (!sum) {
    rewrite(target, cell, [], "empty");
    return;
  }
  const [first = words.stance.find(([value]) => value === "none"), second] = sum.stances;
  const stance = second ? words.stance.find(([value]) => value === "mixed") : first;
  const badges = SUMS.filter(([, label]) => sum[label].size).flatMap(([kind, label]) => [" ",
    el("span", { class: kind }, `${sum[label].size}`, el("span", { class: "sr" }, ` ${sum[label].size === 1 ? label : `${label}s`}`))]);
  const told = stance[0] === "none" && sum.contradiction.size ? "contradicted" : stance[0] !== "none" ? stance[1]
    : words.does.filter(([value]) => sum.done.has(value)).map(([, word]) => word).join(" and ");
  rewrite(target, cell, [el("b", {}, told), ` ${counted(sum.origins.size, "source")}`, ...(badges.length ? [el("br"), ...badges] : [])],
    `${stance[0]}${sum.contradiction.size ? " clashes" : ""}`);
}

function drawRowHead(head, numbers) {
  const told = SUMS.filter(([, label]) => numbers && numbers[label]);
  const sum = told.length > 0 && el("span", { class: "sum" }, ...told.flatMap(([kind, label]) => [" ", el("span", { class: kind }, counted(numbers[label], label))]));
  rewrite(head, head, [...[...head.childNodes].filter((node) => node.className !== "sum"), ...(sum ? [sum] : [])], head.className);
}

function restoreCells() {
  for (const [cell, { place, nodes, className }] of originals) {
    place.replaceChildren(...nodes);
    place.hidden = cell === place && cell.hidden;
    cell.className = className;
  }
  originals.clear();
}

function filterMatrix(chosen, fits) {
  if (!matrix) return;
  closeCell();
  const issuesLeft = new Set(chosen.map((position) => position.issue.place));
  const partiesLeft = new Set(chosen.map((position) => position.party.place));
  const rows = [...matrix.tBodies[0].rows];
  const heads = [...matrix.tHead.rows[0].cells];
  let cut = false;
  const first = (nodes, stays, limit) => {
    let left = whole ? Infinity : limit;
    const dull = (node) => !whole && !isFiltered() && node.classList.contains("dull");
    const away = nodes.map((node) => !stays(node) || dull(node) || (left -= 1) < 0);
    cut ||= left < 0 || nodes.some(dull);
    return away;
  };
  const rowsAway = first(rows, (row) => issuesLeft.has(Number(row.dataset.issue)), ROWS);
  // A party that speaks in none of the rows that are shown would be an empty column.
  const heard = ({ cellIndex }) => whole || isFiltered() || rows.some((row, at) => !rowsAway[at] && row.cells[cellIndex].querySelector("a"));
  const columnsAway = first(heads, (head) => !head.dataset.party || (partiesLeft.has(Number(head.dataset.party)) && heard(head)), COLUMNS + 1);
  const set = (node, away) => node.hidden !== away && (node.hidden = away);
  rows.forEach((row, at) => set(row, rowsAway[at]));
  for (const row of [matrix.tHead.rows[0], ...rows]) [...row.cells].forEach((cell, at) => set(cell, columnsAway[at]));
  delete matrix.dataset.short;
  if (all) all.parentElement.hidden = !cut;
  restoreCells();
  if (isFiltered()) {
    const shown = (nodes, away, name) => new Set(nodes.filter((_, at) => !away[at]).map(({ dataset }) => Number(dataset[name])));
    const rowsShown = shown(rows, rowsAway, "issue");
    const columnsShown = shown(heads, columnsAway, "party");
    const sums = summed(chosen.filter(({ issue, party }) => rowsShown.has(issue.place) && columnsShown.has(party.place)), fits);
    const ofIssue = new Map();
    for (const found of new Set([...fits].map((relation) => groupOf.get(relation.id) || relation))) {
      const { firm, issue, label } = found.relations ? found.relations[0] : found;
      if (!firm || label[0] === "change") continue;
      if (!ofIssue.has(issue)) ofIssue.set(issue, {});
      ofIssue.get(issue)[label[0]] = (ofIssue.get(issue)[label[0]] || 0) + 1;
    }
    rows.forEach((row, at) => {
      if (rowsAway[at]) return;
      const issue = issues[Number(row.dataset.issue)];
      drawRowHead(row.cells[0], ofIssue.get(issue));
      heads.forEach(({ dataset }, column) => {
        if (dataset.party && !columnsAway[column]) drawCell(row.cells[column], sums.get(`c-${issue.number}-${Number(dataset.party) + 1}`));
      });
    });
  }
  const note = byId("matrix-note");
  note.hidden = !isFiltered();
  const left = rows.some((row) => !row.hidden);
  matrix.parentElement.hidden = !left;
  note.textContent = left
    ? "Of what passes the filters only: stance, sources and findings of each cell are those of the positions and findings below."
    : "No issue on which several parties speak has a position under these filters.";
}

const all = byId("matrix-all");
if (all) {
  all.addEventListener("click", () => {
    whole = true;
    filterMatrix(isFiltered() ? positions.filter(positionFits) : positions, new Set(isFiltered() ? relations.filter(relationFits) : relations));
    matrix.parentElement.focus();
  });
}

if (matrix) {
  const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  matrix.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const cell = event.target.closest("td, th");
    if (!step || !cell || event.target.closest("tr.opened")) return;
    const rows = [...matrix.tBodies[0].rows].filter((row) => !row.hidden && !row.classList.contains("opened"));
    let line = rows.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    for (;;) {
      line += step[0];
      column += step[1];
      const next = rows[line] && rows[line].cells[column];
      if (!next) return;
      const target = !next.hidden && next.querySelector("a");
      if (target) {
        event.preventDefault();
        target.focus();
        return;
      }
    }
  });
}
