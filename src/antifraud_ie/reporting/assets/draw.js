// Drawing of charts by Vega-Lite; specifications are run by its interpreter, so that the page needs no `eval`.

let drawn = [];

function clearCharts() {
  drawn.forEach((view) => view.finalize());
  drawn = [];
}

function chartCard(title, note, specOf, chosen) {
  const place = h("div", { class: "chart" });
  const section = card(title, h("p", { class: "faint" }, note), place);
  section.draw = () => draw(place, title, specOf, chosen);
  return section;
}

async function draw(place, title, specOf, chosen) {
  const width = place.clientWidth;
  const ink = colour("ink");
  const font = getComputedStyle(document.body).fontFamily;
  const config = {
    background: "transparent",
    font,
    view: { stroke: null },
    axis: {
      labelColor: ink,
      gridColor: colour("line"),
      labelFontSize: 12,
      labelLimit: Math.round(width * LABEL_SHARE),
      domainColor: colour("line"),
    },
    text: { color: ink, fontSize: 12 },
  };
  const full = {
    ...specOf(width),
    width,
    height: { step: 36 },
    autosize: { type: "fit-x", contains: "padding" },
    description: title,
    config,
  };
  const { view } = await vegaEmbed(place, full, {
    actions: false,
    renderer: "svg",
    ast: true,
    logLevel: vega.Error,
    tooltip: { theme: "custom" },
  });
  view.addEventListener("click", (_, item) => item?.datum && chosen(item.datum));
  drawn.push(view);
}
