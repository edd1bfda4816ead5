// What is shown is kept in the address, behind the anchor: #r-12ab?party=y-34cd&q=harbour. A link restores it.
const FIELDS = ["party", "speaker", "issue", "outlet", "from", "to", "label", "kind", "scope", "certainty"];
const OF_RELATIONS = ["label", "kind", "scope", "certainty"];
const state = { anchor: "", q: "", terms: [], filters: {} };

function readAddress() {
  const hash = location.hash.slice(1);
  const at = hash.indexOf("?");
  state.anchor = at < 0 ? hash : hash.slice(0, at);
  const given = new URLSearchParams(at < 0 ? "" : hash.slice(at + 1));
  setQuery(given.get("q") || "");
  state.filters = Object.fromEntries(FIELDS.filter((field) => given.get(field)).map((field) => [field, given.get(field)]));
}

function setQuery(text) {
  state.q = text;
  // Words must all occur; words in quotation marks must stand together.
  state.terms = [...fold(text).matchAll(/"([^"]+)"?|[^\s"]+/g)].map((match) => match[1] || match[0]);
}

function address() {
  const kept = new URLSearchParams(FIELDS.filter((field) => state.filters[field]).map((field) => [field, state.filters[field]]));
  if (state.q) kept.set("q", state.q);
  const rest = kept.toString();
  return `#${state.anchor}${rest ? `?${rest}` : ""}`;
}

function keepAddress(again) {
  const wanted = address();
  if (wanted === (location.hash || "#")) return;
  if (again) history.replaceState(null, "", wanted);
  else history.pushState(null, "", wanted);
}

const isFiltered = () => state.terms.length > 0 || FIELDS.some((field) => state.filters[field]);
const asked = (field, value) => !state.filters[field] || state.filters[field] === value;
const asksForRelations = () => OF_RELATIONS.some((field) => state.filters[field]);

function sideFits(position) {
  const date = dateOf(position);
  const { from, to } = state.filters;
  return (
    asked("party", position.party.id) &&
    asked("speaker", position.speaker ? position.speaker.id : "") &&
    asked("issue", position.issue.id) &&
    asked("outlet", position.document.name) &&
    (!from || (date && date >= from)) &&
    (!to || (date && date <= to))
  );
}

const labelFits = (relation) =>
  asked("label", relation.label[0]) &&
  asked("kind", relation.kind[0]) &&
  asked("scope", relation.scope[0]) &&
  asked("certainty", relation.firm ? "firm" : "possible");

function positionFits(position) {
  return (
    sideFits(position) &&
    (!asksForRelations() || position.relations.some(labelFits)) &&
    state.terms.every((term) => haystack(position).includes(term))
  );
}

function relationFits(relation) {
  if (!labelFits(relation) || !(sideFits(relation.a) || sideFits(relation.b))) return false;
  if (!state.terms.length) return true;
  relation.folded ??= fold(relation.why);
  return state.terms.every(
    (term) => relation.folded.includes(term) || haystack(relation.a).includes(term) || haystack(relation.b).includes(term),
  );
}
