// The builder while the coach works: the slider speaks for itself, nothing unsaved can be published, and a newer
// draft is shown instead of being overwritten. Without this file the form has its Recompute and Save buttons.
const form = () => document.querySelector("#builder-form");
const range = () => document.querySelector("#cut-range");
const said = (text) => {
  const place = document.querySelector("#builder-said");
  if (place) place.textContent = text;
};

function unsaved() {
  for (const button of document.querySelectorAll("[data-publish]")) button.disabled = true;
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

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 409) Object.assign(detail, { shouldSwap: true, isError: false });
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  document.querySelector("[data-plan]")?.setAttribute("data-stale", "false");
  const isSave = detail.pathInfo?.requestPath.endsWith("/draft/");
  if (detail.successful) said(isSave ? "Saved." : "Saving…");
  else if (detail.xhr?.status === 422) said("Not saved: look at what is named above.");
  else if (detail.xhr?.status !== 409) said("Not saved: no answer from the server. Try again.");
});

document.addEventListener("htmx:afterSettle", follow);
said(document.querySelector("#builder-said")?.textContent || document.querySelector("#builder-said")?.dataset.own);
