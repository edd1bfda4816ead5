// Keyboard. Single keys do nothing while the reader types, and can be turned off.
const overlay = byId("keys");
const off = byId("keys-off");
let here = null;

// Where the reader is now: marked, in view, and with the focus on it.
function land(node, block = "start", focus = true) {
  if (here) here.classList.remove("here");
  here = node;
  node.classList.add("here");
  node.scrollIntoView({ block });
  if (focus) node.focus({ preventScroll: true });
}

function step(by) {
  const all = cards();
  const holder = document.activeElement.closest("article[id]") || here;
  const at = holder ? all.findIndex(([, id]) => id === holder.id) : -1;
  const next = all[at < 0 && by < 0 ? all.length - 1 : at + by];
  if (!next) return;
  land(next[0].reveal(next[1]));
  state.anchor = next[1].replace(/^g-/, "");
  keepAddress(true);
}

function quote(place) {
  const holder = document.activeElement.closest(".card, .held") || here;
  const sides = holder ? (holder.matches(".held") ? [holder] : [...holder.querySelectorAll(".side")]) : [];
  const target = sides[place] && sides[place].querySelector("blockquote a");
  if (target) {
    target.focus();
    go(target.hash.slice(1));
  }
}

const KEYS = {
  "/": () => query.focus(),
  f: () => openFilters(form.hidden),
  j: () => step(1),
  k: () => step(-1),
  1: () => quote(0),
  2: () => quote(1),
  n: () => stepMark(1),
  p: () => stepMark(-1),
  "[": () => go(`t-${current}`),
  "]": () => go(`t-${current + 2}`),
  s: () => togglePane(),
  m: () => [...(matrix ? matrix.querySelectorAll("tbody td a") : [])].find((cell) => cell.offsetParent)?.focus(),
  c: () => go("contradictions"),
  a: () => go("agreements"),
  h: () => go("changes"),
};

function escape(event) {
  if (overlay.open) return;
  if (document.activeElement === query) {
    if (query.value) {
      query.value = "";
      query.dispatchEvent(new Event("input"));
    } else query.blur();
  } else if (pane.contains(document.activeElement) || !byId("rests").hidden) leavePane();
  else if (form.contains(document.activeElement) && form.querySelector('[aria-expanded="true"]')) {
    const opener = form.querySelector('[aria-expanded="true"]');
    openField("");
    opener.focus();
  } else if (opened && !form.contains(document.activeElement)) leaveCell();
  else if (!form.hidden) {
    openFilters(false);
    byId("filters-open").focus();
  } else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  // The browser's own search opens over a page that is drawn to its end.
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") drawEverything();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    escape(event);
    return;
  }
  if (overlay.open || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  if (event.key === "?") {
    event.preventDefault();
    overlay.showModal();
  } else if (!off.checked && Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
byId("keys-open").addEventListener("click", () => overlay.showModal());
