"use strict";
// Shows the news: replaces the pages that have changed, and nothing else, so that what is read stays where it is.
(() => {
  const byId = (id) => document.getElementById(id);
  const sheets = byId("pages");
  const report = byId("report");
  const problem = byId("problem");
  const findings = byId("findings");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const keptIn = "nianbao-preview";
  // A compilation that is done sooner than this shows nothing of itself.
  const patience = 300;
  let news = null;
  let listed = null;
  let busy = 0;

  const view = () => document.querySelector("[name=view]:checked").value;
  const isWide = () => getComputedStyle(sheets).overflowY !== "visible";
  const scroller = () => (isWide() ? sheets : document.scrollingElement);

  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function showState(shown) {
    clearTimeout(busy);
    for (const id of ["current", "busy", "gone"]) byId(id).hidden = id !== shown;
  }

  function showProblem() {
    write(problem.querySelector("pre"), news.problem ?? "");
    byId("stale").hidden = news.pages.length === 0;
    problem.hidden = news.problem === null;
  }

  function pictureOf(page) {
    const picture = new Image(page.width, page.height);
    picture.alt = page.label;
    picture.src = `pages/${page.digest}.svg`;
    return picture;
  }

  // The old picture stays until the new one can be painted.
  async function replace(sheet, page) {
    sheet.dataset.digest = page.digest;
    const picture = pictureOf(page);
    try {
      await picture.decode();
    } catch {
      // Overtaken by the next one, or lost on the way.
      setTimeout(() => sheet.isConnected && sheet.dataset.digest === page.digest && replace(sheet, page), 1000);
      return;
    }
    if (sheet.dataset.digest === page.digest) sheet.querySelector("img").replaceWith(picture);
  }

  function showPages() {
    news.pages.forEach((page, at) => {
      let sheet = sheets.children[at];
      if (sheet === undefined) {
        sheet = document.createElement("div");
        sheet.className = "sheet";
        sheet.dataset.digest = page.digest;
        sheet.append(pictureOf(page));
        sheets.append(sheet);
      } else if (sheet.dataset.digest !== page.digest) {
        replace(sheet, page);
      }
    });
    while (sheets.children.length > news.pages.length) sheets.lastElementChild.remove();
  }

  // The next report is loaded behind the one that is shown, and takes its place when it is where that one is.
  function showReport() {
    const isShown = view() === "report";
    sheets.hidden = isShown;
    report.hidden = !isShown;
    const frames = report.querySelectorAll("iframe");
    byId("no-report").hidden = news === null || news.report !== null || news.pages.length === 0;
    if (news === null || !isShown || news.report === null) {
      if (news !== null && news.report === null) for (const frame of frames) frame.remove();
      return;
    }
    const last = frames[frames.length - 1];
    if (last !== undefined && last.dataset.digest === news.report) return;
    const next = document.createElement("iframe");
    next.title = document.querySelector("[value=report]").parentElement.textContent.trim();
    next.dataset.digest = news.report;
    next.className = frames.length > 0 ? "coming" : "";
    next.addEventListener("load", () => {
      const former = report.querySelector("iframe:not(.coming)");
      if (former === next) return;
      const top = former?.contentWindow?.scrollY ?? 0;
      next.contentWindow.scrollTo({ top, behavior: "instant" });
      next.className = "";
      for (const frame of report.querySelectorAll("iframe")) {
        if (frame === next) break;
        frame.remove();
      }
    });
    next.src = `report/${news.report}.html`;
    report.append(next);
  }

  function showFindings() {
    write(byId("about"), news.about ?? "");
    write(byId("state"), news.state);
    // The markup is the preview's own; what comes from files is escaped in it.
    if (listed !== news.findings) {
      listed = news.findings;
      const focused = document.activeElement?.closest?.("#findings button");
      const place = focused && `[data-page="${focused.dataset.page}"][data-down="${focused.dataset.down}"]`;
      findings.innerHTML = news.findings;
      if (place) findings.querySelector(place)?.focus({ preventScroll: true });
    }
  }

  function jump(button) {
    document.querySelector("[value=pages]").checked = true;
    showReport();
    const sheet = sheets.children[Number(button.dataset.page) - 1];
    if (sheet === undefined) return;
    const down = (sheet.offsetHeight * Number(button.dataset.down)) / 1000;
    sheets.querySelector(".marker")?.remove();
    const marker = document.createElement("span");
    marker.className = "marker";
    marker.style.top = `${down}px`;
    sheet.append(marker);
    const box = scroller();
    const from = isWide() ? box.getBoundingClientRect().top : 0;
    const top = box.scrollTop + sheet.getBoundingClientRect().top + down - from - box.clientHeight / 3;
    box.scrollTo({ top, behavior: isCalm.matches ? "instant" : "smooth" });
  }

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(keptIn) ?? "null");
    if (kept === null) return;
    document.querySelector(`[value="${kept.view}"]`).checked = true;
    showReport();
    scroller().scrollTop = kept.top;
  }

  function show(latest) {
    const isFirst = news === null;
    news = latest;
    if (news.title !== null) {
      write(byId("title"), news.title);
      document.title = `${news.title} · ${document.querySelector(".what").textContent}`;
    }
    showProblem();
    showPages();
    showReport();
    showFindings();
    if (isFirst) restore();
  }

  const source = new EventSource("news");
  source.addEventListener("news", (event) => show(JSON.parse(event.data)));
  source.addEventListener("busy", (event) => {
    if (event.data !== "true") showState("current");
    else busy = setTimeout(() => showState("busy"), patience);
  });
  source.addEventListener("error", () => showState("gone"));
  addEventListener("change", (event) => {
    if (event.target.name === "view") showReport();
  });
  addEventListener("click", (event) => {
    const button = event.target.closest("#findings button");
    if (button !== null) jump(button);
  });
  addEventListener("pagehide", () => {
    // A browser that never got news has nothing to keep.
    if (news !== null) sessionStorage.setItem(keptIn, JSON.stringify({ view: view(), top: scroller().scrollTop }));
  });
})();
