// Text reaches the page as text only: nothing here, or anywhere else in this script, reads a string as markup.
const byId = (id) => document.getElementById(id);

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const link = (anchor, ...children) => el("a", { href: `#${anchor}` }, ...children);
const name = (text) => el("bdi", {}, text);

function say(text) {
  byId("said").textContent = text;
}
