// A button that copies the text of the element it names. Without JavaScript it stays hidden: the text can be selected.
const marks = () => document.querySelectorAll("[data-copy][hidden]");

function show() {
  for (const button of marks()) button.hidden = false;
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = "Copied";
  } catch {
    // Not allowed here, or no secure page: the text is selected, for the keyboard to copy.
    getSelection().selectAllChildren(source);
    button.textContent = "Selected: copy it with the keyboard";
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
show();
