// Pages work without this. It lights a record's words when its note is pointed at or has the focus, and the other way round.
"use strict";

const light = (key, on) => {
  for (const piece of document.querySelectorAll("[data-of]")) {
    if (piece.dataset.of.split(" ").includes(key)) piece.classList.toggle("lit", on);
  }
  for (const note of document.querySelectorAll("[data-for]")) {
    if (note.dataset.for === key) note.classList.toggle("lit", on);
  }
};

const keysOf = (target) => {
  const place = target instanceof Element ? target.closest("[data-for], [data-of]") : null;
  if (!place) return [];
  return place.dataset.for ? [place.dataset.for] : place.dataset.of.split(" ");
};

for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (e) => keysOf(e.target).forEach((key) => light(key, on)));
}

const box = document.getElementById("show-dropped");
if (box) {
  const show = () => document.body.classList.toggle("dropped-shown", box.checked);
  box.addEventListener("change", show);
  show();
}

const aimed = location.hash.startsWith("#r-") ? location.hash.slice(3) : null;
if (aimed) {
  light(aimed, true);
  document.querySelector(`[data-of~="${CSS.escape(aimed)}"]`)?.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (e) => {
  if (e.key === "/" && !e.ctrlKey && !e.metaKey && !(e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement)) {
    e.preventDefault();
    document.getElementById("words")?.focus();
  }
});

// Review by single keys: each presses the button that shows it, in the item that has the focus, else in the first; none while somebody types.
// Where nothing is to be judged, j and k go through the sentences of an article.
const judged = document.querySelectorAll("[data-item]");
const items = [...(judged.length ? judged : document.querySelectorAll("a.note"))];
let sent = false;
document.addEventListener("submit", (e) => {
  if (sent) e.preventDefault();
  sent = true;
});
window.addEventListener("pageshow", () => { sent = false; });
document.addEventListener("keydown", (e) => {
  const typing = e.target instanceof Element && e.target.closest("input, textarea, select");
  if (typing || e.repeat || e.ctrlKey || e.metaKey || e.altKey) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const step = { j: 1, n: 1, k: -1, p: -1 }[e.key];
  if (step) {
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
    return;
  }
  if (!/^[a-z1-4?]$/.test(e.key)) return;
  const place = "u?".includes(e.key) ? document : items[at] ?? document.querySelector(".doubt");
  const button = place?.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (button) {
    e.preventDefault();
    button.click();
  }
});

// A missed report: the words selected in the text fill the form, with the place they begin at in code points, as the ledger counts.
const adding = document.getElementById("add");
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  if (!adding || !chosen || chosen.isCollapsed || chosen.rangeCount === 0) return;
  const range = chosen.getRangeAt(0);
  const within = (node) => (node instanceof Element ? node : node.parentElement)?.closest("[data-start]");
  const line = within(range.startContainer);
  if (!line || line !== within(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const told = range.toString();
  const words = told.trim();
  if (!words) return;
  const lead = told.slice(0, told.length - told.trimStart().length);
  const form = adding.querySelector("form");
  form.elements.start.value = Number(line.dataset.start) + [...before.toString()].length + [...lead].length;
  form.elements.title.value = line.dataset.title ?? "";
  form.elements.words.value = words;
  adding.querySelector("output").textContent = ` “${words}”`;
  const places = [...form.elements.sentence.options].filter((one) => one.value.startsWith("t") === Boolean(line.dataset.title));
  for (const one of places) if (Number(one.value.replace("t", "")) <= Number(form.elements.start.value)) form.elements.sentence.value = one.value;
});
if (adding) {
  for (const name of ["words", "sentence"]) {
    adding.querySelector("form").elements[name].addEventListener("input", () => { adding.querySelector("form").elements.start.value = ""; });
  }
}
