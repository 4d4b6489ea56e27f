// The box in the roster's head ticks every row of the page. Without this file it is not shown.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-tick-all]")) return;
  for (const box of target.closest("table").querySelectorAll("tbody .tick input")) box.checked = target.checked;
});
