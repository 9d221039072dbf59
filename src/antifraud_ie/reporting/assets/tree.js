// The police units as a tree: who stands under whom, and how often each is named.

const OPEN_DEPTH = 4;
const MANY_UNITS = 60;

function unitTree(articles) {
  const root = { name: "", children: new Map(), found: [], total: 0 };
  const unresolved = [];
  for (const mention of mentions(articles, "police_units")) {
    const chain = CONTENTS.units[mention.row.full_name];
    if (!chain) {
      unresolved.push(mention);
      continue;
    }
    let node = root;
    for (const name of chain) {
      if (!node.children.has(name)) node.children.set(name, { name, children: new Map(), found: [], total: 0 });
      node = node.children.get(name);
      node.total += 1;
    }
    node.found.push(mention);
  }
  const open = articles.length > 1 && mentions(articles, "police_units").length > MANY_UNITS ? 2 : OPEN_DEPTH;
  const top = [...root.children.values()].map((node) => branch(node, "", open));
  if (!top.length && !unresolved.length) return null;
  return h(
    "div",
    { class: "tree" },
    h("ul", {}, top),
    unresolved.length
      ? h(
          "p",
          { class: "faint" },
          "Not resolved: ",
          unresolved.slice(0, 12).flatMap((mention, index) => [index ? "、" : "", link(mention, mention.row.text)]),
          unresolved.length > 12 ? ` and ${unresolved.length - 12} more` : "",
        )
      : null,
  );
}

function branch(node, above, depth) {
  const name = shortName(node.name, above);
  const label = [
    node.found.length ? link(node.found[0], name, node.name) : h("span", { class: "faint", title: node.name }, name),
    node.found.length ? h("small", {}, ` ×${number(node.found.length)}`) : null,
  ];
  if (!node.children.size) return h("li", { class: "leaf" }, label);
  const below = h("ul");
  const fill = () => {
    if (below.children.length) return;
    const children = [...node.children.values()].sort((one, other) => other.total - one.total);
    below.append(...children.map((child) => branch(child, node.name, depth - 1)));
  };
  const details = h("details", { open: depth > 0, ontoggle: fill }, h("summary", {}, label), below);
  if (depth > 0) fill();
  return h("li", {}, details);
}

// 沙朗派出所 below 昆明市公安局五华分局, 安宁市公安局 below 昆明市公安局.
function shortName(name, above) {
  const prefix = [above, above.replace(/公安[局厅]$/, "")].find((part) => name.startsWith(part) && name !== part);
  return name.slice(prefix?.length ?? 0);
}

const link = (mention, text, title = null) => h("a", { href: `#${mention.id}`, title }, text);
