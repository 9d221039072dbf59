// Elements are made from text nodes only, so that no text of an article is ever read as HTML.

const $ = (id) => document.getElementById(id);

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null));
  return element;
}

function card(title, ...children) {
  return h("section", { class: "card" }, h("h3", {}, title), ...children);
}

const number = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 2 });

function colour(name) {
  const probe = h("i", { style: `color: var(--${name})` });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
