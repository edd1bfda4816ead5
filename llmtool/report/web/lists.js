// Long lists are drawn in parts: each part is an empty box of about the right height until it comes near the screen.
const PART = 12;
const coming = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) target.draw();
}, { rootMargin: "1500px 0px" });

function lazyList(box) {
  let parts = [];
  let places = new Map();
  const list = {
    items: [],
    // Items are {id, height, make}; `make` gives the node, and `also` holds further ids that lead to the item.
    show(items) {
      for (const part of parts) coming.unobserve(part);
      list.items = items;
      parts = [];
      places = new Map();
      for (let start = 0; start < items.length; start += PART) {
        const members = items.slice(start, start + PART);
        const part = el("div", { class: "part" });
        const height = members.reduce((sum, item) => sum + item.height, 0);
        part.style.minHeight = `${height}px`;
        part.draw = () => {
          coming.unobserve(part);
          part.draw = () => false;
          part.style.minHeight = "";
          // Parts out of sight are there for the browser's own search, but cost it no layout.
          part.style.containIntrinsicSize = `auto ${height}px`;
          part.classList.add("drawn");
          part.append(...members.map((item) => item.make()));
          paint(part);
          return true;
        };
        for (const item of members) for (const id of [item.id, ...(item.also || [])]) places.set(id, parts.length);
        parts.push(part);
      }
      box.replaceChildren(...parts);
      for (const part of parts) coming.observe(part);
    },
    has: (id) => places.has(id),
    // Draws the part that holds the id, and those beside it so that its place holds still.
    reveal(id) {
      const place = places.get(id);
      for (const part of parts.slice(Math.max(0, place - 1), place + 2)) part.draw();
      return byId(id);
    },
    drawAll() {
      for (const part of parts) part.draw();
    },
    // Draws one part that is not drawn yet; false when all are.
    drawNext: () => parts.some((part) => part.draw()),
  };
  return list;
}

// What is not drawn yet the browser's own search can't find. Lists of up to this many items are drawn while the browser has
// nothing else to do; longer ones when Ctrl+F is pressed, and a line says so.
const DRAWN_AHEAD = 1000;
const whenIdle = window.requestIdleCallback || ((run) => setTimeout(() => run({ timeRemaining: () => 10 }), 50));
let turn = 0;
function drawAhead(lists) {
  const now = (turn += 1);
  const many = lists.reduce((sum, list) => sum + list.items.length, 0) > DRAWN_AHEAD;
  byId("find-note").hidden = !many;
  if (many) return;
  const draw = (idle) => {
    if (now !== turn) return;
    while (idle.timeRemaining() > 3) if (!lists.some((list) => list.drawNext())) return;
    whenIdle(draw);
  };
  whenIdle(draw);
}

// The words that were searched for, marked without touching the page's nodes.
const found = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
const spot = found && new Highlight();
if (found) {
  CSS.highlights.set("found", found);
  CSS.highlights.set("spot", spot);
}

function paint(root) {
  if (!found || !state.terms.length) return;
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = fold(node.data);
    for (const term of state.terms) {
      for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + term.length);
        found.add(range);
      }
    }
  }
}
