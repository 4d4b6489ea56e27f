// The builder while the coach works: the slider speaks for itself, nothing unsaved can be published, and a newer
// draft is shown instead of being overwritten. Without this file the form has its Recompute and Save buttons.
const NO_ANSWER = "Not saved: no answer from the server. Change something to try again.";
const form = () => document.querySelector("#builder-form");
const range = () => document.querySelector("#cut-range");
const said = (text) => {
  const place = document.querySelector("#builder-said");
  if (place) place.textContent = text;
};

// A save holds what stood in the controls when it left. Only when nothing changed since is all of it saved.
let changes = 0;
let saved = 0;

const hold = () => {
  for (const button of document.querySelectorAll("[data-publish]")) button.disabled = saved < changes;
};

function unsaved() {
  changes += 1;
  hold();
  document.querySelector("[data-plan]")?.setAttribute("data-stale", "true");
  said("Recomputing…");
}

function takeOver(field) {
  const byRules = document.querySelector("#cut-by-rules");
  const other = form().elements.cut_other;
  if (field === range()) {
    byRules.checked = false;
    other.value = "";
  } else if (field === other && other.value) {
    byRules.checked = false;
  } else if (field === byRules && byRules.checked) {
    other.value = "";
  }
}

// The rules' own cut moves with the other controls: the mark follows, and the thumb where the rules decide.
function follow() {
  const now = document.querySelector("#cut-now");
  if (!now || !range()) return;
  const { shown, rules, rulesAt } = now.dataset;
  const root = range().closest("[data-cut-slider]");
  root.dataset.rules = rules;
  for (const place of document.querySelectorAll("[data-rules-cut]")) place.textContent = rules;
  const tick = root.querySelector(".tick");
  for (const end of ["x1", "x2"]) tick?.setAttribute(end, `${rulesAt}%`);
  const word = root.querySelector("text:not(.low, .high)");
  word?.setAttribute("x", `${rulesAt}%`);
  if (word) word.textContent = `rules ${rules}`;
  if (!document.querySelector("#cut-by-rules").checked || range().value === shown) return;
  range().value = shown;
  document.querySelector("#cut-shown").value = shown;
  range().dispatchEvent(new CustomEvent("cut:follow", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  if (!form()?.contains(event.target)) return;
  takeOver(event.target);
  unsaved();
});

// The answer is swapped as a whole: what was open in it stays open, and who reads on by keyboard stays in place.
let opened = [];
let place = null;

function placeOf(here) {
  const name = ["href", "formaction"].find((attribute) => here.hasAttribute(attribute));
  if (name) return `[${name}="${here.getAttribute(name)}"]`;
  return here.matches("details[id] > summary") ? `#${here.parentElement.id} > summary` : null;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  opened = [...detail.target.querySelectorAll("details[open][id]")].map((one) => one.id);
  place = detail.target.contains(document.activeElement) ? placeOf(document.activeElement) : null;
});

function stay() {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (place && document.activeElement === document.body) document.querySelector(`#plan ${place}`)?.focus();
  place = null;
}

const isSave = (detail) => detail.pathInfo?.requestPath.endsWith("/draft/");

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  detail.xhr.changes = changes;
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 409) Object.assign(detail, { shouldSwap: true, isError: false });
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const status = detail.xhr?.status;
  if (!status) return; // given up for a newer one, or no answer at all: see below
  document.querySelector("[data-plan]")?.setAttribute("data-stale", "false");
  if (detail.successful && isSave(detail)) saved = Math.max(saved, detail.xhr.changes);
  // What the server could not read is unsaved, also where it was typed before this file had loaded.
  if (status === 422) changes = Math.max(changes, saved + 1);
  hold();
  if (detail.successful) said(saved < changes ? "Saving…" : "Saved.");
  else if (status === 422) said("Not saved: look at what is named above.");
  else if (status !== 409) said(NO_ANSWER);
});
document.addEventListener("htmx:sendError", () => said(NO_ANSWER));

document.addEventListener("htmx:afterSettle", () => {
  stay();
  follow();
  hold();
});
said(document.querySelector("#builder-said")?.textContent || document.querySelector("#builder-said")?.dataset.own);
