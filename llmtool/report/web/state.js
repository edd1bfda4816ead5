// What is shown is kept in the address, behind the anchor: #r-12ab?party=y-34cd&party=y-56ef&q=harbour. A link restores it.
const FIELDS = ["party", "speaker", "issue", "outlet", "label", "kind", "scope", "certainty", "answer", "from", "to", "ends"];
const OF_RELATIONS = ["label", "kind", "scope", "certainty", "answer"];
const HOLDERS = ["party", "speaker", "outlet"];
// Values by field; of two values of one field either will do, and all fields must fit.
const state = { anchor: "", q: "", terms: [], filters: {} };

function readAddress() {
  const hash = location.hash.slice(1);
  const at = hash.indexOf("?");
  state.anchor = at < 0 ? hash : hash.slice(0, at);
  const given = new URLSearchParams(at < 0 ? "" : hash.slice(at + 1));
  setQuery(given.get("q") || "");
  state.filters = {};
  for (const field of FIELDS) {
    const values = [...new Set(given.getAll(field).filter(Boolean))];
    if (values.length) state.filters[field] = values;
  }
}

function setQuery(text) {
  state.q = text;
  // Words must all occur; words in quotation marks must stand together.
  state.terms = [...fold(text).matchAll(/"([^"]+)"?|[^\s"]+/g)].map((match) => match[1] || match[0]);
}

const chosenValues = () => FIELDS.flatMap((field) => (state.filters[field] || []).map((value) => [field, value]));

function address() {
  const kept = new URLSearchParams(chosenValues());
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

const isFiltered = () => state.terms.length > 0 || chosenValues().some(([field]) => field !== "ends");
const asked = (field, value) => !state.filters[field] || state.filters[field].includes(value);
const asksForRelations = () => OF_RELATIONS.some((field) => state.filters[field]);

function sideFits(position) {
  const date = dateOf(position);
  const { from, to } = state.filters;
  return (
    asked("party", position.party.id) &&
    asked("speaker", position.speaker ? position.speaker.id : "") &&
    asked("issue", position.issue.id) &&
    asked("outlet", position.document.name) &&
    (!from || (date && date >= from[0])) &&
    (!to || (date && date <= to[0]))
  );
}

const bothFit = ({ a, b }) => sideFits(a) && sideFits(b);
const endsFit = (relation) => (state.filters.ends ? bothFit(relation) : sideFits(relation.a) || sideFits(relation.b));
// Who asks for two parties asks first for what is between them.
const asksForSeveral = () => HOLDERS.some((field) => (state.filters[field] || []).length > 1);

const labelFits = (relation) =>
  asked("label", relation.label[0]) &&
  asked("kind", relation.kind[0]) &&
  asked("scope", relation.scope[0]) &&
  asked("certainty", relation.firm ? "firm" : "possible") &&
  asked("answer", relation.known ? relation.answer : "new");

function positionFits(position) {
  return (
    sideFits(position) &&
    (!asksForRelations() || position.relations.some((relation) => labelFits(relation) && endsFit(relation))) &&
    state.terms.every((term) => haystack(position).includes(term))
  );
}

function relationFits(relation) {
  if (!labelFits(relation) || !endsFit(relation)) return false;
  if (!state.terms.length) return true;
  relation.folded ??= fold(`${relation.why}\n${relation.answer} ${relation.reason}`);
  return state.terms.every(
    (term) => relation.folded.includes(term) || haystack(relation.a).includes(term) || haystack(relation.b).includes(term),
  );
}
