"use strict";
// Puts a figure's source beside the figure. Without it the style sheet shows the source at the edge of the window.
(() => {
  if (!("showPopover" in HTMLElement.prototype)) return;
  const root = document.documentElement;
  root.classList.add("live");
  for (const source of document.querySelectorAll(".source")) source.hidden = false;

  const isNarrow = matchMedia("(max-width: 40rem)");
  const gap = 8;
  let source = null;
  let figure = null;
  let isPinned = false;
  let leaving = 0;

  const figureAt = (target) => (target instanceof Element ? target.closest("a.figure") : null);
  const isInSource = (target) => source !== null && target instanceof Node && source.contains(target);

  function place() {
    if (source === null) return;
    source.style.left = source.style.top = "";
    if (isNarrow.matches) return;
    const at = figure.getClientRects()[0];
    if (at === undefined) return;
    const left = at.left + at.width / 2 - source.offsetWidth / 2;
    const below = at.bottom + gap;
    const above = at.top - gap - source.offsetHeight;
    const isBelow = below + source.offsetHeight <= innerHeight - gap || above < gap;
    source.style.left = `${Math.max(gap, Math.min(left, root.clientWidth - source.offsetWidth - gap))}px`;
    source.style.top = `${isBelow ? below : above}px`;
  }

  function hide() {
    clearTimeout(leaving);
    if (source === null) return;
    if (source.contains(document.activeElement)) figure.focus();
    source.classList.remove("pinned");
    source.hidePopover();
    figure.classList.remove("open");
    source = figure = null;
    isPinned = false;
  }

  function show(link, pin) {
    clearTimeout(leaving);
    const next = document.getElementById(link.getAttribute("aria-describedby"));
    if (next === null) return;
    if (source !== null && figure !== link) hide();
    if (source === null) {
      source = next;
      figure = link;
      source.showPopover({ source: link });
      figure.classList.add("open");
    }
    isPinned = isPinned || pin;
    source.classList.toggle("pinned", isPinned);
    place();
  }

  function leave() {
    clearTimeout(leaving);
    if (!isPinned) leaving = setTimeout(hide, 250);
  }

  addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = figureAt(event.target);
    if (link !== null && !(isPinned && source !== null)) show(link, false);
    else if (isInSource(event.target)) clearTimeout(leaving);
    else if (source !== null && document.activeElement !== figure) leave();
  });
  addEventListener("focusin", (event) => {
    const link = figureAt(event.target);
    if (link !== null) show(link, isPinned && figure === link);
    else if (!isInSource(event.target)) hide();
  });
  addEventListener("focusout", (event) => {
    if (event.relatedTarget === null && !isPinned) leave();
  });
  addEventListener("click", (event) => {
    const link = figureAt(event.target);
    if (link !== null) {
      event.preventDefault();
      if (isPinned && figure === link) hide();
      else show(link, true);
    } else if (event.target instanceof Element && event.target.closest(".source .close") !== null) {
      event.preventDefault();
      hide();
    } else if (!isInSource(event.target)) {
      hide();
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  addEventListener("beforeprint", hide);

  // A link to a figure's source opens it where the report first states the figure.
  const first = [...document.querySelectorAll("a.figure")].find((link) => link.hash === location.hash);
  if (first !== undefined) {
    first.scrollIntoView({ block: "center" });
    show(first, true);
  }
})();
