// The values of a mention, shown beside it while the pointer or the keyboard is on it.

const TOLD = [
  "code",
  "scheme",
  "count",
  "share",
  "value",
  "basis",
  "indicator",
  "region",
  "period",
  "base_period",
  "kind",
  "full_name",
  "parent",
  "province",
  "city",
  "county",
  "status",
  "candidates",
  "quantity",
  "action",
  "named",
  "family",
  "audience",
  "direction",
  "evidence",
  "police_unit",
  "rule",
];

function values(mention) {
  const told = TOLD.filter((field) => mention.row[field] !== undefined && shown(mention, field));
  return h(
    "div",
    { class: "values", style: `--kind: var(--${mention.kind})` },
    h("strong", {}, `${KINDS[mention.kind].en} · ${KINDS[mention.kind].zh}`),
    h(
      "dl",
      {},
      told.map((field) => [h("dt", {}, FIELDS[field]), h("dd", {}, shown(mention, field))]),
    ),
  );
}

function showTip(target, found) {
  const tip = $("tip");
  tip.replaceChildren(...found.map(values));
  tip.hidden = false;
  const box = target.getClientRects()[0];
  const below = box.bottom + tip.offsetHeight + 12 < innerHeight || box.top < tip.offsetHeight + 12;
  tip.style.top = `${below ? box.bottom + 8 : box.top - tip.offsetHeight - 8}px`;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
}

function hideTip() {
  $("tip").hidden = true;
}

addEventListener("scroll", hideTip, { passive: true, capture: true });
addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
