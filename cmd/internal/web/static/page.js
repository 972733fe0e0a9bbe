// Everything works without this file. It asks for the same addresses in the
// background, puts what is new in the place of the old, and keeps the address
// bar telling the state, so that any view can be sent on as a link.
"use strict";
(() => {
  document.documentElement.classList.add("script");
  const status = document.getElementById("status");
  const drawer = document.getElementById("drawer");
  const drawerBody = document.getElementById("drawer-body");
  let running = null;

  const say = (key) => { status.textContent = status.dataset[key] || ""; };

  // read fetches a page; what was asked before and not yet answered is dropped.
  async function read(address, part) {
    if (running) running.abort();
    const mine = running = new AbortController();
    document.body.classList.add("busy");
    try {
      const asked = new URL(address, location.href);
      if (part) asked.searchParams.set("part", part);
      const response = await fetch(asked, { signal: mine.signal, headers: { Accept: "text/html" } });
      return new DOMParser().parseFromString(await response.text(), "text/html");
    } finally {
      if (running === mine) {
        running = null;
        document.body.classList.remove("busy");
      }
    }
  }

  // formAddress is the address that a form asks, without what is as usual.
  function formAddress(form) {
    const address = new URL(form.action);
    for (const [key, value] of new FormData(form)) {
      const field = form.elements[key];
      if (value === "" || field?.dataset?.usual === value) continue;
      address.searchParams.append(key, value);
    }
    return address;
  }

  function put(page) {
    const now = document.getElementById("live"), next = page.getElementById("live");
    if (!now || !next) return false;
    now.replaceWith(document.adoptNode(next));
    enrich(next);
    return true;
  }

  async function live(form) {
    const address = formAddress(form);
    say("busy");
    try {
      const page = await read(address, "live");
      if (!put(page)) return;
      history.replaceState(null, "", address);
      follow(address);
      say("done");
    } catch (e) {
      if (e.name !== "AbortError") say("failed");
    }
  }

  // follow makes the links and forms around the list tell the same state.
  function follow(address) {
    const state = new URL(address, location.href);
    for (const a of document.querySelectorAll(".tabs a, a[data-lang]")) {
      const to = new URL(a.href);
      const lang = to.searchParams.get("lang");
      to.search = state.search;
      to.searchParams.delete("part");
      if (a.hasAttribute("data-lang")) to.searchParams.set("lang", lang);
      a.href = to;
    }
    for (const form of document.querySelectorAll("form[data-drawer], form[data-live]")) {
      const own = new Set([...form.querySelectorAll("input:not([type=hidden]), select")].map((f) => f.name));
      for (const hidden of form.querySelectorAll("input[type=hidden]")) hidden.remove();
      for (const [key, value] of state.searchParams) {
        if (own.has(key) || key === "part" || key === "candidate") continue;
        const hidden = document.createElement("input");
        hidden.type = "hidden"; hidden.name = key; hidden.value = value;
        form.append(hidden);
      }
    }
    const reset = document.getElementById("reset");
    if (reset) reset.hidden = ![...state.searchParams.keys()].some((k) => k.startsWith("w_"));
  }

  async function open(address) {
    say("busy");
    try {
      const page = await read(address);
      const next = page.getElementById("live");
      if (!next) { location.href = address; return; }
      next.removeAttribute("id");
      drawerBody.replaceChildren(document.adoptNode(next));
      if (!drawer.open) drawer.showModal();
      drawer.scrollTop = 0;
      status.textContent = "";
    } catch (e) {
      if (e.name !== "AbortError") location.href = address;
    }
  }

  async function swap(link) {
    const text = link.closest("li")?.id, pick = link.classList.contains("button");
    try {
      const page = await read(link.href, "live");
      if (!put(page)) { location.href = link.href; return; }
      history.replaceState(null, "", link.href);
      follow(link.href);
      if (text && pick) document.querySelector(`#${CSS.escape(text)} .actions a[data-swap]`)?.focus({ preventScroll: true });
      say("done");
    } catch (e) {
      if (e.name !== "AbortError") location.href = link.href;
    }
  }

  // pick chooses from the drawer what the list behind it offers, too.
  function pick(link) {
    const asked = new URL(link.href);
    asked.pathname = location.pathname;
    asked.searchParams.delete("candidate");
    link.href = asked;
    drawer.close();
    swap(link);
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (event.target.closest("[data-close]") || event.target === drawer) { drawer.close(); return; }
    if (!link) return;
    if (link.hasAttribute("data-swap")) { event.preventDefault(); swap(link); }
    else if (link.hasAttribute("data-pick") && drawer.open && document.querySelector(".candidates")) { event.preventDefault(); pick(link); }
    else if (link.hasAttribute("data-drawer") || drawer.contains(link) && new URL(link.href).pathname === "/why") { event.preventDefault(); open(link.href); }
  });

  let waiting = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (event.target.type === "range") {
      const out = form?.querySelector(`output[for="${CSS.escape(event.target.id)}"]`);
      if (out) out.value = event.target.value;
    }
    if (!form?.hasAttribute("data-live")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => live(form), event.target.type === "range" ? 25 : event.target.matches("[type=text], [type=number]") ? 500 : 0);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-live")) { event.preventDefault(); live(form); }
    else if (form.hasAttribute("data-drawer")) { event.preventDefault(); open(formAddress(form)); }
  });

  // Names are suggested while they are typed, as a combobox of ARIA 1.2.
  function suggest(input) {
    const list = document.createElement("ul");
    list.className = "suggestions"; list.id = input.id + "-list"; list.setAttribute("role", "listbox"); list.hidden = true;
    input.parentElement.append(list);
    for (const [k, v] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id })) input.setAttribute(k, v);
    const lang = document.documentElement.lang;
    let found = [], at = -1, asked = null, timer = 0;
    const shut = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = (to) => {
      at = to;
      [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
      if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
    };
    const take = (i) => {
      const place = found[i];
      if (input.dataset.suggest !== "fill") { location.href = place.href; return; }
      input.value = place.id;
      shut();
      input.form.requestSubmit();
      input.value = place.name;
    };
    const ask = async () => {
      const q = input.value.trim();
      asked?.abort();
      if (!q) { shut(); return; }
      asked = new AbortController();
      try {
        const address = new URL("/search", location.href);
        for (const [k, v] of Object.entries({ q, lang, part: "live", not: input.dataset.not || "" })) if (v) address.searchParams.set(k, v);
        const response = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        found = [...page.querySelectorAll(".choices li")].map((li) => ({ id: li.dataset.id, name: li.querySelector("b").textContent, href: li.querySelector("a").getAttribute("href"), words: li.querySelector("a").childNodes }));
        list.replaceChildren(...found.map((place, i) => {
          const li = document.createElement("li");
          li.id = `${list.id}-${i}`; li.setAttribute("role", "option");
          li.append(...[...place.words].map((n) => document.adoptNode(n)));
          li.addEventListener("mousedown", (event) => { event.preventDefault(); take(i); });
          return li;
        }));
        if (!found.length) {
          const li = document.createElement("li");
          li.className = "none"; li.textContent = input.dataset.none || "–";
          list.append(li);
        }
        list.hidden = false; mark(-1);
        input.setAttribute("aria-expanded", "true");
      } catch (e) {
        if (e.name !== "AbortError") shut();
      }
    };
    input.addEventListener("input", (event) => { event.stopPropagation(); clearTimeout(timer); timer = setTimeout(ask, 90); });
    input.addEventListener("keydown", (event) => {
      if (list.hidden || !found.length || event.isComposing) return;
      if (event.key === "ArrowDown") { event.preventDefault(); mark((at + 1) % found.length); }
      else if (event.key === "ArrowUp") { event.preventDefault(); mark((at + found.length - (at < 0 ? 0 : 1)) % found.length); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(at); }
      else if (event.key === "Escape") { event.preventDefault(); shut(); }
    });
    input.addEventListener("blur", shut);
  }

  // The map can be moved and enlarged; its markers and the list point at each other.
  function map(figure) {
    for (const svg of figure.querySelectorAll("svg")) {
      const whole = svg.viewBox.baseVal, home = [whole.x, whole.y, whole.width, whole.height];
      let [x, y, w, h] = home;
      const show = () => {
        w = Math.min(home[2], Math.max(home[2] / 12, w)); h = w * home[3] / home[2];
        x = Math.min(home[0] + home[2] - w, Math.max(home[0], x)); y = Math.min(home[1] + home[3] - h, Math.max(home[1], y));
        svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
      };
      const zoom = (by, cx = .5, cy = .5) => {
        const old = w, oldH = h;
        w = Math.min(home[2], Math.max(home[2] / 12, w * by)); h = w * home[3] / home[2];
        x += (old - w) * cx; y += (oldH - h) * cy; show();
      };
      const move = (dx, dy) => { x += dx * w; y += dy * h; show(); };
      svg.setAttribute("tabindex", "0");
      svg.addEventListener("keydown", (event) => {
        const act = { "+": () => zoom(.7), "=": () => zoom(.7), "-": () => zoom(1 / .7), 0: () => { [x, y, w, h] = home; show(); },
          ArrowLeft: () => move(-.15, 0), ArrowRight: () => move(.15, 0), ArrowUp: () => move(0, -.15), ArrowDown: () => move(0, .15) }[event.key];
        if (act && event.target === svg) { event.preventDefault(); act(); }
      });
      svg.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const box = svg.getBoundingClientRect();
        zoom(event.deltaY < 0 ? .85 : 1 / .85, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
      }, { passive: false });
      let from = null;
      svg.addEventListener("pointerdown", (event) => { if (!event.target.closest("a") && w < home[2]) { from = [event.clientX, event.clientY]; svg.setPointerCapture(event.pointerId); svg.classList.add("moving"); } });
      svg.addEventListener("pointermove", (event) => {
        if (!from) return;
        const box = svg.getBoundingClientRect();
        move((from[0] - event.clientX) / box.width, (from[1] - event.clientY) / box.height);
        from = [event.clientX, event.clientY];
      });
      for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { from = null; svg.classList.remove("moving"); });
      tools(svg.parentElement, { "+": () => zoom(.6), "−": () => zoom(1 / .6), "⌂": () => { [x, y, w, h] = home; show(); } });
      markers(svg);
    }
  }

  function tools(box, acts) {
    const bar = document.createElement("div");
    bar.className = "map-tools";
    for (const [label, act] of Object.entries(acts)) {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = label;
      button.setAttribute("aria-label", { "+": status.dataset.larger, "−": status.dataset.smaller, "⌂": status.dataset.whole }[label]);
      button.addEventListener("click", act);
      bar.append(button);
    }
    box.prepend(bar);
  }

  function markers(svg) {
    for (const link of svg.querySelectorAll("a")) {
      const row = document.getElementById((link.getAttribute("href") || "").slice(1));
      if (!row) continue;
      const light = (on) => () => row.classList.toggle("lit", on);
      for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) link.addEventListener(event, light(on));
      const marker = light => () => link.classList.toggle("lit", light);
      row.addEventListener("pointerenter", marker(true));
      row.addEventListener("pointerleave", marker(false));
    }
  }

  function enrich(root) {
    for (const figure of root.querySelectorAll("[data-map]")) map(figure);
    for (const input of root.querySelectorAll("input[data-suggest]")) suggest(input);
  }

  if (matchMedia("(max-width: 60rem)").matches) for (const fold of document.querySelectorAll("details[data-fold]")) fold.open = false;
  enrich(document);
})();
