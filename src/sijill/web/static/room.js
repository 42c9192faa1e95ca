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
