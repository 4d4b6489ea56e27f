// A video is made only when it is pressed, so its host learns nothing before. Without JavaScript the links open the video's page.
const SLOT = ".video";

// Its host plays only for pages that say where they are; it gets no more than that.
const player = (address, title) => {
  const frame = document.createElement("iframe");
  frame.className = "video";
  frame.title = title;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox";
  frame.src = address;
  return frame;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-frame]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const slot = link.closest("[data-video]")?.querySelector(SLOT);
  if (!slot) return;
  event.preventDefault();
  // A new frame for each moment: one that only gets another fragment would play on where it is.
  const frame = player(link.dataset.frame, slot.dataset.title ?? slot.title);
  slot.replaceWith(frame);
  frame.focus();
  frame.scrollIntoView({ block: "nearest" });
});
