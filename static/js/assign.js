// The button says how many are ticked, also after a row was repainted. Without this file the page says it as it was made.
function count() {
  const ticked = document.querySelectorAll("[data-tick]:checked").length;
  for (const place of document.querySelectorAll("[data-included]")) place.textContent = ticked;
  for (const button of document.querySelectorAll("[data-publish-many]")) button.disabled = ticked === 0;
  for (const box of document.querySelectorAll("[data-tick]")) box.closest("tr").toggleAttribute("data-out", !box.checked);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick]")) count();
});
// While figures are on their way nothing is published that nobody has seen.
document.addEventListener("htmx:beforeRequest", () => {
  for (const button of document.querySelectorAll("[data-publish-many]")) button.disabled = true;
});
document.addEventListener("htmx:afterRequest", count);
document.addEventListener("htmx:afterSettle", count);
// Back from the result: the browser may have kept boxes as they were.
window.addEventListener("pageshow", count);
