// The contents of the page: articles, and their mentions, each with its place and what to say of it.

const CONTENTS = JSON.parse($("contents").textContent);

const ARTICLES = CONTENTS.documents.map((article, index) => ({
  ...article,
  index,
  kinds: Object.fromEntries(
    Object.entries(article.records).map(([kind, rows]) => [
      kind,
      rows.map((row, position) => ({ row, kind, article: index, id: `a${index + 1}.${kind}.${position + 1}` })),
    ]),
  ),
}));

const KIND_NAMES = Object.keys(KINDS).filter((kind) => ARTICLES.some((article) => kind in article.kinds));

const mentions = (articles, kind) => articles.flatMap((article) => article.kinds[kind] ?? []);

const label = (article) => article.title || article.name;

// Places count code points, and a JavaScript string does not.
function slicer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
}

function percent(row) {
  const sign = (value) => (value > 0 && row.kind === undefined ? "+" : "") + number(value).replace("-", "−");
  const range = row.value_from === undefined ? "" : `${sign(row.value_from)} … `;
  return (QUALIFIERS[row.qualifier] ?? "") + range + sign(row.value) + (row.unit === "points" ? " pt" : "%");
}

function counted(row, field, measure, qualifier) {
  if (row[field] === undefined) return "";
  return (QUALIFIERS[row[qualifier]] ?? "") + number(row[field]) + (row[measure] ? ` ${row[measure]}` : "");
}

const SHOWN = {
  value: percent,
  count: (row) => counted(row, "count", "measure"),
  share: (row) => (row.share === undefined ? "" : `${number(row.share)}%`),
  quantity: (row) => counted(row, "quantity", "measure", "qualifier"),
  audience: (row) => counted(row, "audience", "audience_measure", "audience_qualifier"),
  evidence: (row) => (row.evidence ?? []).map((item) => item.text).join("; "),
  candidates: (row) => (row.candidates ?? []).map((item) => item.full_name).join("; "),
  code: (row) => named(row.code),
  scheme: (row) =>
    row.scheme ? `${CONTENTS.schemes[row.scheme] ?? ""} ${words(row.scheme.split(".").pop())}`.trim() : "",
  kind: (row) => named(row.kind),
  basis: (row) => (row.basis ? named(row.basis) : ""),
  direction: (row) => named(row.direction),
};

function shown(mention, field) {
  if (field === "article") return label(ARTICLES[mention.article]);
  return SHOWN[field] ? SHOWN[field](mention.row) : String(mention.row[field] ?? "");
}

// What a column is sorted by: numbers as numbers, all else as it reads.
function sortValue(mention, field) {
  if (field === "article") return mention.article;
  const value = mention.row[field];
  if (typeof value === "number") return value;
  return value === undefined ? undefined : shown(mention, field);
}
