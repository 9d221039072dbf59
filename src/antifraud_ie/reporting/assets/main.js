// The page: which articles are shown, and what a link in it leads to.

const MANY = ARTICLES.length > 1;
let view = null;

function go(id) {
  if (location.hash === `#${id}`) follow();
  else location.hash = id;
}

// "#" shows all articles, "#a3" the third, "#a3.police_units.2" a mention in it.
function follow() {
  const found = /^#a(\d+)/.exec(location.hash);
  const article = ARTICLES[found ? found[1] - 1 : 0];
  const wanted = MANY && !found ? null : article;
  if (!view || view.article !== wanted) show(wanted ?? null);
  if (location.hash.includes(".")) flash(location.hash.slice(1));
}

function show(article) {
  hideTip();
  clearCharts();
  const articles = article ? [article] : ARTICLES;
  const records = tables(articles);
  const choose = (kind, code) => {
    records.choose(kind, code);
    $("tables").scrollIntoView({ block: "start" });
  };
  const [changes, frauds, channels] = [
    changesChart(articles),
    fraudChart(articles, choose),
    channelsChart(articles, choose),
  ];
  const tree = unitTree(articles);
  const units = tree && card("Police units 公安单位", tree);
  const aside = h("div", { class: "charts" }, h("div", {}, changes, units), h("div", {}, frauds, channels));
  const charts = [changes, frauds, channels].filter(Boolean);
  const main = article
    ? [
        h(
          "div",
          { class: "reading" },
          h("div", { class: "card paper" }, heading(article), legend(article), articleText(article)),
          aside,
        ),
        records.element,
      ]
    : [summary(articles), aside, records.element];
  $("main").replaceChildren(...main);
  view = { article, charts };
  charts.forEach((chart) => chart.draw());
  mark(article);
  scrollTo(0, 0);
}

function heading(article) {
  const facts = [article.published, article.home].filter(Boolean);
  return h("header", {}, h("h2", {}, article.name), h("p", { class: "faint" }, facts.join(" · ")));
}

// Kinds in the article; a click turns their marks off and on.
function legend(article) {
  const present = KIND_NAMES.filter((kind) => article.kinds[kind]?.length);
  const off = new Set();
  const chips = present.map((kind) =>
    h(
      "button",
      {
        type: "button",
        class: "chip",
        "aria-pressed": "true",
        style: `--kind: var(--${kind})`,
        onclick: (event) => toggle(event.currentTarget, kind),
      },
      h("i", { class: "dot" }),
      `${KINDS[kind].en} `,
      h("small", {}, article.kinds[kind].length),
    ),
  );
  const toggle = (chip, kind) => {
    if (!off.delete(kind)) off.add(kind);
    chip.setAttribute("aria-pressed", !off.has(kind));
    for (const mark of document.querySelectorAll("article mark")) {
      const kinds = present.filter((name) => mark.classList.contains(name));
      mark.classList.toggle(
        "off",
        kinds.every((name) => off.has(name)),
      );
    }
  };
  return h("div", { class: "legend", role: "group", "aria-label": "Marked in the text" }, chips);
}

function summary(articles) {
  const tile = (count, name, kind) =>
    h("div", { class: "tile", style: `--kind: var(--${kind})` }, h("b", {}, number(count)), h("span", {}, name));
  return h(
    "div",
    { class: "tiles" },
    tile(articles.length, "Articles", "faint"),
    KIND_NAMES.map((kind) => tile(mentions(articles, kind).length, KINDS[kind].en, kind)),
  );
}

const entries = [];

function sidebar() {
  const count = (article) => KIND_NAMES.reduce((sum, kind) => sum + (article.kinds[kind]?.length ?? 0), 0);
  const entry = (href, title, detail) => {
    const item = h(
      "li",
      {},
      h("a", { href, onclick: () => drawer(false) }, h("span", { lang: "zh" }, title), h("small", {}, detail)),
    );
    entries.push(item);
    return item;
  };
  $("list").append(
    entry("#", "All articles", `${number(ARTICLES.length)} articles`),
    ...ARTICLES.map((article) =>
      entry(`#a${article.index + 1}`, label(article), `${article.name} · ${count(article)}`),
    ),
  );
  const texts = ARTICLES.map((article) => `${label(article)}\n${article.name}`.toLowerCase());
  $("search").addEventListener("input", (event) => {
    const wanted = event.target.value.toLowerCase();
    texts.forEach((text, index) => (entries[index + 1].hidden = !text.includes(wanted)));
  });
  $("articles-button").textContent = `Articles (${number(ARTICLES.length)})`;
  $("articles-button").hidden = false;
  $("articles-button").addEventListener("click", () => drawer(!document.body.classList.contains("drawer")));
  $("sidebar").hidden = false;
}

function drawer(open) {
  document.body.classList.toggle("drawer", open);
  $("articles-button").setAttribute("aria-expanded", open);
}

function mark(article) {
  const at = article ? article.index + 1 : 0;
  for (const item of entries) item.firstChild.removeAttribute("aria-current");
  entries[at]?.firstChild.setAttribute("aria-current", "page");
  entries[at]?.scrollIntoView({ block: "center" });
}

function redraw() {
  clearCharts();
  view?.charts.forEach((chart) => chart.draw());
}

function theme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  system.addEventListener("change", redraw);
  $("theme").addEventListener("click", () => {
    const dark = (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "light" : "dark";
    redraw();
  });
}

let width = innerWidth;
let waiting = 0;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 150);
});
addEventListener("hashchange", follow);
// A link to where the page already is leads there again.
addEventListener("click", (event) => {
  const to = event.target.closest?.("a[href^='#']");
  if (to && to.getAttribute("href") === location.hash) follow();
});

if (MANY) sidebar();
theme();
if (ARTICLES.length) follow();
else $("main").replaceChildren(h("p", { class: "faint" }, "No articles."));
