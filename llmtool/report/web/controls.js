// Search and filters.
const query = byId("q");
const form = byId("filters");
const chosenBox = byId("chosen");
const NAMES = {
  party: "Party", speaker: "Speaker", issue: "Issue", outlet: "Outlet", label: "Finding", kind: "Kind", scope: "Scope",
  certainty: "Certainty", answer: "New or known", from: "From", to: "To", ends: "Sides",
};
const byName = (a, b) => a[1].localeCompare(b[1], "en");
const used = (records, field) => {
  const ids = new Set(positions.map((position) => position[field] && position[field].id));
  return records.filter(({ id }) => ids.has(id));
};
const occurring = (table, valueOf) => {
  const values = new Set(relations.map(valueOf));
  return table.filter(([value]) => values.has(value));
};
const OPTIONS = {
  party: used(parties, "party").map(({ id, name: text }) => [id, text]),
  speaker: used(speakers, "speaker").map(({ id, name: text, party }) =>
    [id, sameName(text, party.name) ? text : `${text} (${party.name})`]).sort(byName),
  issue: issues.map(({ id, label }) => [id, label]),
  outlet: [...new Set(documents.map(({ name: text }) => text))].map((text) => [text, text]).sort(byName),
  label: occurring(words.label, ({ label }) => label[0]),
  kind: occurring(words.kind, ({ kind }) => kind[0]),
  scope: occurring(words.scope, ({ scope }) => scope[0]),
  certainty: occurring([["firm", "firm"], ["possible", "worth a look"]], ({ firm }) => (firm ? "firm" : "possible")),
  answer: raw.baseline
    ? occurring([["new", "new"], ["accepted", "known: accepted"], ["dismissed", "known: dismissed"]], ({ known, answer }) => (known ? answer : "new"))
    : [],
  ends: [["both", "findings with both sides among these only"]],
};
const LONG = 12;

// A field is a button that opens its values below all buttons: check as many as you like.
function field(of) {
  const panel = el("fieldset", { id: `values-${of}`, hidden: true }, el("legend", {}, NAMES[of]));
  const opener = el("button", { type: "button", "data-field": of, "aria-expanded": "false", "aria-controls": panel.id }, NAMES[of]);
  const labels = OPTIONS[of].map(([value, text]) =>
    el("label", {}, el("input", { type: "checkbox", name: of, value }), " ", name(text)));
  if (labels.length > LONG) {
    const narrow = el("input", { type: "text", class: "narrow", placeholder: "Narrow this list", "aria-label": `Narrow the list: ${NAMES[of]}`, autocomplete: "off", spellcheck: "false" });
    narrow.addEventListener("input", () => {
      const term = fold(narrow.value.trim());
      labels.forEach((label, at) => (label.hidden = !fold(OPTIONS[of][at][1]).includes(term)));
    });
    panel.append(narrow);
  }
  panel.append(el("div", { class: "values" }, labels));
  opener.addEventListener("click", () => openField(panel.hidden ? of : ""));
  return [opener, panel];
}

function openField(of) {
  for (const opener of form.querySelectorAll("[data-field]")) {
    const open = opener.dataset.field === of;
    opener.setAttribute("aria-expanded", String(open));
    byId(opener.getAttribute("aria-controls")).hidden = !open;
  }
}

for (const of of FIELDS) {
  if (of === "from" || of === "to") form.append(el("label", { class: "day" }, el("span", {}, NAMES[of]), " ", el("input", { type: "date", name: of })));
  else if (of === "ends") form.append(el("label", { class: "ends" }, el("input", { type: "checkbox", name: of, value: "both" }), " Only findings with both sides among these"));
  else if (OPTIONS[of].length) form.append(...field(of));
}
form.append(el("button", { type: "reset" }, "Clear all"));
const inputs = (of) => [...form.querySelectorAll(`[name="${of}"]`)];

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (!target.name) return;
  const values = inputs(target.name).filter(({ type, checked }) => type !== "checkbox" || checked).map(({ value }) => value).filter(Boolean);
  if (values.length) state.filters[target.name] = values;
  else delete state.filters[target.name];
  state.anchor = "";
  keepAddress(false);
  showFilters();
  refresh();
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  clearFilters();
  keepAddress(false);
});

let waiting = 0;
query.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    setQuery(query.value.trim());
    state.anchor = "";
    keepAddress(true);
    showFilters();
    refresh();
  }, 150);
});

function clearFilters() {
  state.filters = {};
  setQuery("");
  showFilters();
  refresh();
}

function without(of, value) {
  const left = state.filters[of].filter((other) => other !== value);
  if (left.length) state.filters[of] = left;
  else delete state.filters[of];
  keepAddress(false);
  showFilters();
  refresh();
  byId("filters-open").focus();
}

// The controls show what the state says.
function showFilters() {
  if (query.value.trim() !== state.q) query.value = state.q;
  for (const of of FIELDS) {
    const values = state.filters[of] || [];
    for (const input of inputs(of)) {
      if (input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[0] || "";
    }
    const opener = form.querySelector(`[data-field="${of}"]`);
    if (opener) opener.textContent = values.length ? `${NAMES[of]} (${values.length})` : NAMES[of];
  }
  const set = chosenValues();
  chosenBox.replaceChildren(...set.map(([of, value]) => {
    const option = (OPTIONS[of] || []).find(([known]) => known === value);
    const text = option ? option[1] : OPTIONS[of] ? value : dayName(value);
    const ahead = of === "answer" ? "" : `${NAMES[of]}: `; // "known: accepted" says it by itself
    const button = el("button", { type: "button", "aria-label": `Remove filter ${ahead}${text}` },
      ahead, name(text), el("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", () => without(of, value));
    return button;
  }));
  chosenBox.hidden = !set.length;
  byId("filters-open").textContent = set.length ? `Filters (${set.length})` : "Filters";
}

function openFilters(open) {
  form.hidden = !open;
  byId("filters-open").setAttribute("aria-expanded", String(open));
  if (open) form.querySelector("button").focus();
  else openField("");
}
byId("filters-open").addEventListener("click", () => openFilters(form.hidden));
