"use strict";
(() => {
  const tip = document.getElementById("tip");
  const marks = new Map();
  for (const mark of document.querySelectorAll(".m")) {
    for (const item of mark.dataset.items.trim().split(" ")) {
      if (!marks.has(item)) marks.set(item, []);
      marks.get(item).push(mark);
    }
  }
  let lit = [];
  const clear = () => { for (const element of lit) element.classList.remove("lit"); lit = []; };
  const light = (items) => {
    clear();
    for (const item of items) {
      const card = document.getElementById(item);
      lit.push(...(marks.get(item) || []), ...(card ? [card] : []));
    }
    for (const element of lit) element.classList.add("lit");
  };
  const show = (mark) => {
    const items = mark.dataset.items.trim().split(" ");
    tip.replaceChildren(...items.slice(0, 4).flatMap((item) => {
      const head = document.getElementById(item)?.querySelector(".head");
      return head ? [head.cloneNode(true)] : [];
    }));
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    tip.hidden = false;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    const below = box.bottom + 8 + tip.offsetHeight <= window.innerHeight;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + window.scrollY}px`;
  };
  const hide = () => { tip.hidden = true; };
  const into = (element, where) => element?.scrollIntoView({ block: where, behavior: "smooth" });

  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const mark = event.target.closest(".m");
      if (mark) show(mark); else hide();
    });
  }
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (mark) {
      event.preventDefault();
      const items = mark.dataset.items.trim().split(" ");
      light(items.slice(0, 1));
      const card = document.getElementById(items[0]);
      card?.closest("details.group")?.setAttribute("open", "");
      into(card, "nearest");
      return;
    }
    const card = event.target.closest(".card");
    if (card && !event.target.closest("summary")) {
      event.preventDefault();
      light([card.dataset.item]);
      into((marks.get(card.dataset.item) || [])[0], "center");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { clear(); hide(); }
    if (event.key === "Enter" && event.target.classList.contains("card")) event.target.click();
  });
  for (const box of document.querySelectorAll("[data-layer]")) {
    box.addEventListener("change", () => document.body.classList.toggle(`no-${box.dataset.layer}`, !box.checked));
  }
})();
