// The article as it stands, line by line, its mentions marked.

function articleText(article) {
  const found = KIND_NAMES.flatMap((kind) => article.kinds[kind] ?? []).sort(
    (one, other) => one.row.start_char - other.row.start_char || other.row.end_char - one.row.end_char,
  );
  const slice = slicer(article.text);
  const started = new Set();
  let next = 0;
  let open = [];
  const lines = article.lines.map(([start, end, zone]) => {
    while (next < found.length && found[next].row.start_char < end) open.push(found[next++]);
    open = open.filter((mention) => mention.row.end_char > start);
    const title = zone === "boilerplate" ? "Boilerplate: not part of the article" : null;
    return h("p", { class: `line ${zone}`, title }, pieces(slice, start, end, open, started));
  });
  return h("article", { class: "text", lang: "zh" }, lines);
}

// A line cut wherever a mention begins or ends; a piece may belong to several.
function pieces(slice, start, end, found, started) {
  const within = (place) => place > start && place < end;
  const places = found.flatMap(({ row }) => [row.start_char, row.end_char]).filter(within);
  const cuts = [...new Set([start, ...places, end])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1];
    const over = found.filter(({ row }) => row.start_char <= from && row.end_char >= to);
    return over.length ? marked(slice(from, to), over, started) : slice(from, to);
  });
}

function marked(text, over, started) {
  const [inner, outer] = [...over].sort((one, other) => extent(one) - extent(other));
  const firsts = over.filter((mention) => !started.has(mention.id));
  firsts.forEach((mention) => started.add(mention.id));
  const mark = h(
    "mark",
    {
      class: `${over.map((mention) => mention.kind).join(" ")}${outer ? " nested" : ""}`,
      style: `--kind: var(--${inner.kind})${outer ? `; --outer: var(--${outer.kind})` : ""}`,
      "data-mentions": over.map((mention) => mention.id).join(" "),
      tabindex: firsts.length ? 0 : null,
      "aria-describedby": "tip",
    },
    text,
  );
  for (const event of ["pointerenter", "focus"]) mark.addEventListener(event, () => showTip(mark, over));
  for (const event of ["pointerleave", "blur"]) mark.addEventListener(event, hideTip);
  return mark;
}

const extent = ({ row }) => row.end_char - row.start_char;

function flash(id) {
  const marks = document.querySelectorAll(`mark[data-mentions~="${CSS.escape(id)}"]`);
  if (!marks.length) return;
  marks[0].scrollIntoView({ block: "center" });
  marks[0].focus({ preventScroll: true });
  for (const mark of marks) {
    mark.classList.remove("flash");
    void mark.offsetWidth; // begins the animation anew
    mark.classList.add("flash");
  }
}
