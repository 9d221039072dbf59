// The charts, as Vega-Lite specifications over what is shown.

const MOST_BARS = 24;
const LABEL_SHARE = 0.42;
const SAID_WIDTH = 64;
const FAR = 200;
const TWO_LINES = "split(datum.value, '¦')";

// Labels are of two lines, "name¦detail¦tail": the tail only keeps them apart.
const axis = {
  title: null,
  ticks: false,
  domain: false,
  labelPadding: 8,
  labelExpr: `slice(${TWO_LINES}, 0, 2)`,
  labelLineHeight: 14,
};
const names = { field: "name", type: "nominal", sort: null, axis };

function changesChart(articles) {
  const all = mentions(articles, "percent_changes");
  const far = (mention) => Math.abs(mention.row.value);
  const kept = all.length > MOST_BARS ? [...all].sort((one, other) => far(other) - far(one)).slice(0, MOST_BARS) : all;
  if (!kept.length) return null;
  const rows = kept.map((mention, index) => {
    const { row } = mention;
    const where = [row.police_unit ?? row.region, row.period].filter(Boolean).join(" · ");
    return {
      id: mention.id,
      name: `${row.indicator ?? row.text}¦${where}¦${index}`,
      value: row.value,
      unit: row.unit,
      drawn: Math.max(-FAR, Math.min(FAR, row.value)),
      said: percent(row),
      basis: named(row.basis ?? "none"),
      mention: row.text,
    };
  });
  if (articles.length > 1) rows.sort((one, other) => other.value - one.value);
  const bases = BASES.filter((basis) => kept.some(({ row }) => (row.basis ?? "none") === basis));
  const spec = (width) => changesSpec(rows, bases, width);
  const notes = [
    all.length > MOST_BARS ? `The ${MOST_BARS} largest of ${number(all.length)}.` : "In percent.",
    rows.some((row) => row.unit === "points") ? "Pale: percentage points." : "",
    rows.some((row) => row.value !== row.drawn) ? `Bars end at ±${FAR}.` : "",
  ];
  const keys = bases.map((basis) =>
    h("span", { class: "key", style: `--kind: var(--basis-${basis})` }, h("i", { class: "dot" }), named(basis)),
  );
  return chartCard("Percent changes 百分比变化", [notes.join(" "), " ", keys], spec, ({ id }) => go(id));
}

function changesSpec(rows, bases, width) {
  const domain = roomy(
    rows.map((row) => row.drawn),
    width,
  );
  const x = {
    field: "drawn",
    type: "quantitative",
    scale: { domain, nice: false },
    axis: { title: null, tickCount: 5 },
  };
  const said = (side, test) => ({
    transform: [{ filter: test }],
    mark: { type: "text", align: side, dx: side === "left" ? 5 : -5 },
    encoding: { x, text: { field: "said" } },
  });
  return {
    data: { values: rows },
    encoding: { y: { ...names, sort: rows.map((row) => row.name) } },
    layer: [
      {
        mark: { type: "bar", height: 14, cornerRadius: 2, cursor: "pointer" },
        encoding: {
          x,
          color: {
            field: "basis",
            type: "nominal",
            title: null,
            scale: { domain: bases.map(named), range: bases.map((basis) => colour(`basis-${basis}`)) },
            legend: null,
          },
          fillOpacity: { condition: { test: "datum.unit === 'points'", value: 0.4 }, value: 1 },
          tooltip: [
            { field: "mention", title: "Mention" },
            { field: "said", title: "Change" },
            { field: "basis", title: "Basis" },
          ],
        },
      },
      { mark: { type: "rule", color: colour("faint") }, encoding: { x: { datum: 0 }, y: null } },
      said("left", "datum.drawn >= 0"),
      said("right", "datum.drawn < 0"),
    ],
  };
}

// From the lowest to the highest, and to zero, with room for what is written at the bars' ends.
function roomy(numbers, width) {
  const low = Math.min(0, ...numbers);
  const high = Math.max(0, ...numbers);
  const room = (high - low || 1) * roomShare(width, (low < 0) + (high > 0));
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

// What is written at a bar's end, as a share of what is left for the bars.
function roomShare(width, ends) {
  const plot = width * (1 - LABEL_SHARE);
  return SAID_WIDTH / Math.max(SAID_WIDTH, plot - ends * SAID_WIDTH);
}

function fraudChart(articles, choose) {
  const counts = new Map();
  for (const { row } of mentions(articles, "fraud_types")) counts.set(row.code, (counts.get(row.code) ?? 0) + 1);
  if (!counts.size) return null;
  const rows = [...counts]
    .sort((one, other) => other[1] - one[1])
    .map(([code, count]) => ({ code, count, name: `${CODES[code] ?? code}¦${words(code)}` }));
  return chartCard(
    "Fraud types 诈骗类型",
    "How often each is named.",
    (width) => bars(rows, width),
    ({ code }) => choose("fraud_types", code),
  );
}

function channelsChart(articles, choose) {
  const counted = mentions(articles, "outreach_channels").filter(({ row }) => row.quantity > 0);
  const groups = new Map();
  for (const mention of counted) {
    const { code, quantity, measure = "" } = mention.row;
    const key = `${code} ${measure}`;
    const group = groups.get(key) ?? {
      code,
      name: `${CODES[code] ?? code}${measure ? `（${measure}）` : ""}¦${words(code)}`,
      total: 0,
      times: 0,
    };
    groups.set(key, { ...group, total: group.total + quantity, times: group.times + 1 });
  }
  if (!groups.size) return null;
  const rows = [...groups.values()].sort((one, other) => other.total - one.total).slice(0, MOST_BARS);
  for (const row of rows) row.said = number(row.total) + (row.times > 1 ? ` (${row.times}×)` : "");
  const note = "Quantities stated, added up; each step to the right is ten times as many.";
  return chartCard(
    "Channels 宣传渠道",
    note,
    (width) => dots(rows, width),
    ({ code }) => choose("outreach_channels", code),
  );
}

// On a scale of tens a bar's length would mislead: a line ends in a dot.
function dots(rows, width) {
  const most = Math.max(10, ...rows.map((row) => row.total));
  const scale = { type: "log", domain: [1, most ** (1 + 1.5 * roomShare(width, 1))], nice: false };
  const step = most > 10 ** 5 ? 2 : 1;
  const ticks = Array.from({ length: Math.floor(Math.log10(most) / step) + 1 }, (_, index) => 10 ** (index * step));
  const x = {
    field: "total",
    type: "quantitative",
    scale,
    axis: { title: null, values: ticks, format: ",", labelOverlap: "greedy" },
  };
  const fill = colour("outreach_channels");
  return {
    data: { values: rows },
    encoding: { y: { ...names, sort: rows.map((row) => row.name) } },
    layer: [
      { mark: { type: "rule", color: fill, opacity: 0.45, strokeWidth: 2 }, encoding: { x, x2: { datum: 1 } } },
      { mark: { type: "circle", size: 90, color: fill, opacity: 1, cursor: "pointer" }, encoding: { x } },
      { mark: { type: "text", align: "left", dx: 9 }, encoding: { x, text: { field: "said" } } },
    ],
  };
}

function bars(rows, width) {
  const x = {
    field: "count",
    type: "quantitative",
    axis: null,
    scale: {
      domain: roomy(
        rows.map((row) => row.count),
        width,
      ),
      nice: false,
    },
  };
  return {
    data: { values: rows },
    encoding: { y: { ...names, sort: rows.map((row) => row.name) } },
    layer: [
      {
        mark: { type: "bar", height: 14, cornerRadius: 2, color: colour("fraud_types"), cursor: "pointer" },
        encoding: { x },
      },
      { mark: { type: "text", align: "left", dx: 5 }, encoding: { x, text: { field: "count" } } },
    ],
  };
}
