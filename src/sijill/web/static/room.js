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
