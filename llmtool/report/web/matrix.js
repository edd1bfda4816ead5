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
  if (cell.closest("[hidden]") && all) all.click();
  if (cell.closest("[hidden]")) unfilter();
  const [issue, party] = anchor.split("-").slice(1).map((number) => Number(number) - 1);
  const held = positions.filter((position) => position.issue.place === issue && position.party.place === party);
  const close = el("button", { type: "button", "aria-label": "Close" }, "×");
  const head = el("h3", { tabindex: "-1" }, name(parties[party].name), " on ", link(`i-${issue + 1}`, name(issues[issue].label)));
  const against = issues[issue].verdicts.filter(({ a, b }) => a.place === party || b.place === party);
  const box = el("div", { class: "behind" }, close, head, against.length > 0 && verdicts(against), el("div", { class: "list" }));
  const row = el("tr", { class: "opened" }, el("td", { colspan: String(matrix.tHead.rows[0].cells.length) }, box));
  cell.closest("tr").after(row);
  cell.setAttribute("aria-expanded", "true");
  cell.parentElement.classList.add("opened");
  opened = { anchor, cell, row, list: lazyList(box.lastChild) };
  opened.list.show(held.map((position) => ({ id: "", height: 130, make: () => positionCard(position, `b-${position.id}`) })));
  paint(row);
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

// Rows and columns without a position under the filters are left out, and of a large matrix all but the first; figures
// stay those of the whole run.
const ROWS = 24;
const COLUMNS = 12;
let whole = false;

function filterMatrix(chosen) {
  if (!matrix) return;
  closeCell();
  const issuesLeft = new Set(chosen.map((position) => position.issue.place));
  const partiesLeft = new Set(chosen.map((position) => position.party.place));
  const rows = [...matrix.tBodies[0].rows];
  const heads = [...matrix.tHead.rows[0].cells];
  const first = (nodes, fits, limit) => {
    let left = whole ? Infinity : limit;
    return nodes.map((node) => !fits(node) || (left -= 1) < 0);
  };
  const rowsAway = first(rows, (row) => issuesLeft.has(Number(row.dataset.issue)), ROWS);
  const columnsAway = first(heads, ({ dataset }) => !dataset.party || partiesLeft.has(Number(dataset.party)), COLUMNS + 1);
  const set = (node, away) => node.hidden !== away && (node.hidden = away);
  rows.forEach((row, at) => set(row, rowsAway[at]));
  for (const row of [matrix.tHead.rows[0], ...rows]) [...row.cells].forEach((cell, at) => set(cell, columnsAway[at]));
  delete matrix.dataset.short;
}

const all = byId("matrix-all");
if (all) {
  all.addEventListener("click", () => {
    whole = true;
    all.parentElement.remove();
    filterMatrix(isFiltered() ? positions.filter(positionFits) : positions);
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
