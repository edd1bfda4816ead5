// Search and filters.
const query = byId("q");
const form = byId("filters");
const chosenBox = byId("chosen");
const NAMES = {
  party: "Party", speaker: "Speaker", issue: "Issue", outlet: "Outlet", from: "From", to: "To",
  label: "Finding", kind: "Kind", scope: "Scope", certainty: "Certainty",
};
const byName = (a, b) => a[1].localeCompare(b[1], "en");
const used = (records, field) => {
  const ids = new Set(positions.map((position) => position[field] && position[field].id));
  return records.filter(({ id }) => ids.has(id));
};
const OPTIONS = {
  party: used(parties, "party").map(({ id, name: text }) => [id, text]),
  speaker: used(speakers, "speaker").map(({ id, name: text, party }) =>
    [id, sameName(text, party.name) ? text : `${text} (${party.name})`]).sort(byName),
  issue: issues.map(({ id, label }) => [id, label]),
  outlet: [...new Set(documents.map(({ name: text }) => text))].map((text) => [text, text]).sort(byName),
  label: words.label,
  kind: words.kind,
  scope: words.scope,
  certainty: [["firm", "firm"], ["possible", "worth a look"]],
};

for (const field of FIELDS) {
  const options = OPTIONS[field];
  const input = options
    ? el("select", { name: field }, el("option", { value: "" }, "any"),
      options.map(([value, text]) => el("option", { value }, text)))
    : el("input", { type: "date", name: field });
  form.append(el("label", {}, el("span", {}, NAMES[field]), input));
}
form.append(el("button", { type: "reset" }, "Clear all"));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  for (const field of FIELDS) state.filters[field] = form.elements[field].value;
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

// The controls show what the state says.
function showFilters() {
  if (query.value.trim() !== state.q) query.value = state.q;
  for (const field of FIELDS) form.elements[field].value = state.filters[field] || "";
  const set = FIELDS.filter((field) => state.filters[field]);
  chosenBox.replaceChildren(...set.map((field) => {
    const option = (OPTIONS[field] || []).find(([value]) => value === state.filters[field]);
    const text = option ? option[1] : dayName(state.filters[field]);
    const button = el("button", { type: "button", "aria-label": `Remove filter ${NAMES[field]}: ${text}` },
      `${NAMES[field]}: `, name(text), el("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", () => {
      delete state.filters[field];
      keepAddress(false);
      showFilters();
      refresh();
      byId("filters-open").focus();
    });
    return button;
  }));
  chosenBox.hidden = !set.length;
  byId("filters-open").textContent = set.length ? `Filters (${set.length})` : "Filters";
}

function openFilters(open) {
  form.hidden = !open;
  byId("filters-open").setAttribute("aria-expanded", String(open));
  if (open) form.querySelector("select").focus();
}
byId("filters-open").addEventListener("click", () => openFilters(form.hidden));
