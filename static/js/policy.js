// The rules are found as one types: nothing is sent, and what was typed into their fields stays. Without this file the
// search has its button.
const find = document.querySelector("[data-policy-find]");
const sections = [...document.querySelectorAll("details[data-policy-group]")];

function show() {
  const words = find.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  const isMine = find.elements.mine.checked;
  const isSearch = words.length > 0 || isMine;
  let found = 0;
  for (const rule of document.querySelectorAll("[data-words]")) {
    const said = rule.dataset.words;
    const isFound = (!isMine || rule.classList.contains("mine")) && words.every((word) => said.includes(word));
    rule.hidden = !isFound;
    found += isFound;
  }
  for (const section of sections) {
    const isEmpty = !section.querySelector("[data-words]:not([hidden])");
    section.hidden = isEmpty;
    section.open = isSearch && !isEmpty;
  }
  document.querySelector("[data-policy-found]").textContent = isSearch ? `${found} found` : "";
}

if (find) {
  find.addEventListener("input", show);
  find.addEventListener("submit", (event) => event.preventDefault());
}

// A field with an error, or one that a link names, may stand in a closed section.
function reveal() {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details")?.setAttribute("open", "");
}
addEventListener("hashchange", reveal);
reveal();
