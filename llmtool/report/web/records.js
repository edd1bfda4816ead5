// The records, joined with what they refer to. Offsets count code points, as in the run file.
const raw = JSON.parse(document.getElementById("data").textContent);
const words = raw.words;

// In a long run ids, claims and reasons stand once, in the part for readers without a script. Where scripts run, a browser
// takes that part for plain text, in which "<" and quotation marks are always escaped.
const SIGNS_OF = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&#13;": "\r" };
const unescaped = (text) => text.replace(/&(?:amp|lt|gt|#34|#39|#13);/g, (sign) => SIGNS_OF[sign]);
const kept = { p: [], r: [] };
for (const part of document.querySelectorAll("main noscript")) {
  for (const [, tag, id, text] of part.textContent.matchAll(/<(p|li|article) id="([^"]*)"[^]*?<wbr>([^<]*)/g)) {
    kept[tag === "p" ? "p" : "r"].push([unescaped(id), unescaped(text).trim()]);
  }
}
const either = (value, place, kind, field) => (value === 1 ? kept[kind][place][field] : value || "");

const documents = raw.documents.map(([name, label, date, language, repeats, id, origin], place) => ({
  place, number: place + 1, name, label, date: date || "", language: language || "", repeats, id, origin,
}));
const parties = raw.parties.map(([id, name, kind], place) => ({ place, number: place + 1, id, name, kind }));
const speakers = raw.speakers.map(([id, name, role, party]) => ({ id, name, role: role || "", party: parties[party] }));
const issues = raw.issues.map(([id, label, question], place) => ({
  place, number: place + 1, id, label, question, verdicts: [],
}));
for (const [issue, a, b, label] of raw.verdicts) {
  issues[issue].verdicts.push({ a: parties[a], b: parties[b], label: words.verdict[label] });
}

const positions = raw.positions.map((row, place) => ({
  place,
  number: place + 1,
  id: either(row[0], place, "p", 0),
  document: documents[row[1]],
  speaker: row[2] < 0 ? null : speakers[row[2]],
  party: parties[row[3]],
  issue: issues[row[4]],
  stance: words.stance[row[5]],
  modality: words.modality[row[6]],
  attribution: words.attribution[row[7]],
  said: row[8] || "",
  claim: either(row[9], place, "p", 1),
  spans: row[10].flatMap((start, at, all) => (at % 2 ? [] : [[start, all[at + 1]]])),
  relations: [],
}));

const relations = raw.relations.map((row, place) => ({
  id: either(row[0], place, "r", 0),
  a: positions[row[1]],
  b: positions[row[2]],
  issue: issues[row[3]],
  label: words.label[row[4]],
  kind: words.kind[row[5]],
  scope: words.scope[row[6]],
  firm: row[7] === 1,
  decided: words.decided[row[8]],
  confirmed: row[9] === 1,
  why: either(row[10], place, "r", 1),
  answer: row[11] || "",
  reason: row[12] || "",
  around: row[13] || null,
  known: row[11] === "accepted" || row[11] === "dismissed",
}));
for (const relation of relations) {
  relation.a.relations.push(relation);
  if (relation.b !== relation.a) relation.b.relations.push(relation);
}

const groups = raw.groups.map(([members, joined, carried]) => ({
  positions: members.map((place) => positions[place]),
  relations: joined.map((place) => relations[place]),
  carried,
}));
for (const group of groups) group.known = group.relations.every((relation) => relation.known);
const groupOf = new Map(groups.flatMap((group) => group.relations.map((relation) => [relation.id, group])));
const positionById = new Map(positions.map((position) => [position.id, position]));
const relationById = new Map(relations.map((relation) => [relation.id, relation]));

const dateOf = (position) => position.said || position.document.date;
const speakerName = (position) => (position.speaker || position.party).name;
const sameName = (a, b) => a.toLowerCase() === b.toLowerCase();
const sideName = (position) =>
  position.speaker && !sameName(position.speaker.name, position.party.name)
    ? `${position.speaker.name} (${position.party.name})`
    : speakerName(position);
const anchorOf = (position, [start, end]) => `e-${position.document.number}-${start}-${end}`;

// The text of a document is taken from the page, where it stands once.
function textOf(document_) {
  if (document_.text === undefined) {
    document_.text = document.querySelector(`#t-${document_.number} .text`).textContent;
    // Strings count code units; characters beyond the first plane take two.
    document_.wide = [];
    if (/[\ud800-\udbff]/.test(document_.text)) {
      let place = 0;
      for (const character of document_.text) {
        if (character.length === 2) document_.wide.push(place);
        place += 1;
      }
    }
  }
  return document_.text;
}

function unitOf(document_, place) {
  let low = 0;
  let high = document_.wide.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (document_.wide[middle] < place) low = middle + 1;
    else high = middle;
  }
  return place + low;
}

function cut(document_, [start, end]) {
  const text = textOf(document_);
  return text.slice(unitOf(document_, start), unitOf(document_, end));
}

const quoteOf = (position) => position.spans.map((span) => cut(position.document, span)).join(" […] ");

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
function dayName(date) {
  const [year, month, day] = date.split("-");
  return date ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}` : "undated";
}
const figure = (number) => (number < 1000 ? `${number}` : number.toLocaleString("en"));
const counted = (number, one, many = `${one}s`) => `${figure(number)} ${number === 1 ? one : many}`;

// Text for comparing: small letters without accents, as long as the original so that places stay the same.
const folded = new Map([["“", '"'], ["”", '"'], ["„", '"'], ["’", "'"], ["‘", "'"]]);
function foldCharacter(character) {
  if (!folded.has(character)) {
    const plain = character.normalize("NFD").charAt(0).toLowerCase();
    folded.set(character, plain.length === 1 ? plain : character);
  }
  return folded.get(character);
}
function fold(text) {
  let low = text.toLowerCase();
  if (low.length !== text.length) low = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return /[^\x00-\x7f]/.test(low) ? low.replace(/[^\x00-\x7f]/g, foldCharacter) : low;
}

function haystack(position) {
  position.folded ??= fold(
    [quoteOf(position), position.claim, position.speaker ? `${position.speaker.name} ${position.speaker.role}` : "",
      position.party.name, position.issue.label, position.document.label].join("\n"),
  );
  return position.folded;
}
