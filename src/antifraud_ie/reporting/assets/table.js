// A table of mentions for each kind, under tabs; sorted by a click on a column, filtered by words and by code.

const FIRST = 25;
const STEP = 500;

function tables(articles) {
  const kinds = KIND_NAMES.filter((kind) => mentions(articles, kind).length);
  const panel = h("div", { id: "panel", role: "tabpanel", tabindex: 0 });
  const tabs = kinds.map((kind) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${kind}`,
        "aria-controls": "panel",
        style: `--kind: var(--${kind})`,
        onclick: () => choose(kind),
      },
      h("i", { class: "dot" }),
      `${KINDS[kind].en} `,
      h("small", {}, number(mentions(articles, kind).length)),
    ),
  );
  const choose = (kind, facet = "") => {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", kinds[index] === kind);
      tab.tabIndex = kinds[index] === kind ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", `tab-${kind}`);
    panel.replaceChildren(table(kind, mentions(articles, kind), articles.length > 1, facet));
  };
  const arrows = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
    tabs[at].click();
    tabs[at].focus();
  };
  if (!kinds.length) return { element: h("p", { class: "faint" }, "Nothing was found."), choose: () => {} };
  choose(kinds[0]);
  const list = h("div", { role: "tablist", "aria-label": "Records", onkeydown: arrows }, tabs);
  return { element: h("section", { class: "card tables", id: "tables" }, list, panel), choose };
}

function table(kind, all, many, facet) {
  const columns = [...KINDS[kind].columns, ...(many ? ["article"] : [])].filter(
    (field) => field === "text" || all.some((mention) => shown(mention, field)),
  );
  const texts = new Map(
    all.map((mention) => [
      mention,
      columns
        .map((field) => shown(mention, field))
        .join("\n")
        .toLowerCase(),
    ]),
  );
  const state = { field: null, descending: false, words: "", facet, limit: FIRST };
  const body = h("tbody");
  const count = h("output", { class: "faint" });
  const more = h(
    "button",
    { type: "button", class: "quiet", onclick: () => update({ limit: state.limit + STEP }) },
    "Show more",
  );
  const heads = columns.map((field) =>
    h(
      "th",
      { scope: "col", "data-field": field },
      h("button", { type: "button", onclick: () => sort(field) }, FIELDS[field]),
    ),
  );
  const sort = (field) => update({ descending: state.field === field && !state.descending, field, limit: FIRST });
  const update = (change) => {
    Object.assign(state, change);
    const rows = sorted(
      all.filter((mention) => keeps(mention, texts.get(mention), kind, state)),
      state,
    );
    body.replaceChildren(...rows.slice(0, state.limit).map((mention) => tableRow(mention, columns)));
    count.value =
      rows.length === all.length
        ? `${number(all.length)} rows`
        : `${number(rows.length)} of ${number(all.length)} rows`;
    more.hidden = rows.length <= state.limit;
    heads.forEach((head, index) => {
      const order = state.descending ? "descending" : "ascending";
      head.setAttribute("aria-sort", columns[index] === state.field ? order : "none");
    });
  };
  const filter = h("input", {
    type: "search",
    placeholder: "Filter …",
    "aria-label": "Filter rows",
    autocomplete: "off",
    oninput: (event) => update({ words: event.target.value.toLowerCase(), limit: FIRST }),
  });
  update({});
  const chooser = facets(kind, all, facet, (chosen) => update({ facet: chosen, limit: FIRST }));
  return h(
    "div",
    {},
    h("div", { class: "tools" }, filter, chooser, count),
    h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, heads)), body)),
    more,
  );
}

function facets(kind, all, chosen, choose) {
  const field = KINDS[kind].facet;
  const counts = new Map();
  for (const { row } of all) counts.set(row[field] ?? "none", (counts.get(row[field] ?? "none") ?? 0) + 1);
  const options = [...counts].sort((one, other) => other[1] - one[1]);
  return h(
    "select",
    { "aria-label": FIELDS[field], onchange: (event) => choose(event.target.value) },
    h("option", { value: "" }, `${FIELDS[field]}: all`),
    options.map(([value, count]) => h("option", { value, selected: value === chosen }, `${named(value)} (${count})`)),
  );
}

function keeps(mention, text, kind, state) {
  if (state.facet && (mention.row[KINDS[kind].facet] ?? "none") !== state.facet) return false;
  return state.words.split(/\s+/).every((word) => text.includes(word));
}

function sorted(rows, { field, descending }) {
  if (field === null) return rows;
  const sign = descending ? -1 : 1;
  return rows
    .map((mention) => [mention, sortValue(mention, field)])
    .sort(([, one], [, other]) => {
      if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
      return (
        sign *
        (typeof one === "number" && typeof other === "number"
          ? one - other
          : String(one).localeCompare(String(other), "zh"))
      );
    })
    .map(([mention]) => mention);
}

function tableRow(mention, columns) {
  const cells = columns.map((field) => {
    const text = shown(mention, field);
    const numeric = typeof mention.row[field] === "number";
    const link = field === "text" ? h("a", { href: `#${mention.id}` }, text.replace(/\s+/g, " ")) : text;
    return h("td", { "data-name": FIELDS[field], class: `${numeric ? "number" : ""} ${text ? "" : "empty"}` }, link);
  });
  return h("tr", { style: `--kind: var(--${mention.kind})` }, cells);
}
