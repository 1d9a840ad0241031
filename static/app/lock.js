// The lock of a shared desk: a button, Alt+O, or nobody at the machine for a while. What stands on the
// page is taken off it and put back after unlocking, so that nothing typed is lost (docs/sign-in.md).
"use strict";

const lockForm = document.querySelector("form[data-lock]");
const PING = 4 * 60 * 1000; // ms between signs of life while somebody types without sending

class Desk {
  constructor(form) {
    this.form = form;
    this.limit = Number(form.dataset.lock) * 1000;
    this.last = this.pinged = Date.now();
    this.kept = null;
    for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"]) {
      document.addEventListener(kind, () => this.touched(), { passive: true, capture: true });
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.lock();
    });
    // A timer of a sleeping machine does not run: the clock is looked at again when it wakes.
    setInterval(() => this.look(), 5000);
    document.addEventListener("visibilitychange", () => this.look());
  }

  touched() {
    if (this.kept) return;
    this.last = Date.now();
    if (this.last - this.pinged < PING) return;
    this.pinged = this.last;
    fetch(this.form.action, { method: "HEAD", credentials: "same-origin", redirect: "manual" }).catch(() => {});
  }

  look() {
    if (this.limit && !this.kept && Date.now() - this.last > this.limit) this.lock();
  }

  async lock() {
    if (this.kept) return;
    const saving = [];
    document.dispatchEvent(new CustomEvent("desk:lock", { detail: saving }));
    await Promise.race([Promise.allSettled(saving), new Promise((done) => setTimeout(done, 3000))]);
    const body = new FormData(this.form);
    body.set("next", location.pathname + location.search);
    const address = this.form.action;
    try {
      const answer = await this.post(address, body);
      if (answer.status !== 204) throw new Error("lock");
      const page = await fetch(address, { credentials: "same-origin" });
      const card = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-lock-card]");
      if (!card) throw new Error("card");
      this.cover(card, address);
    } catch {
      location.assign(address);
    }
  }

  post(address, body) {
    return fetch(address, {
      method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" },
    });
  }

  // The page is off the screen and out of the document; a reload shows the lock of the server.
  cover(card, address) {
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    this.kept = document.createDocumentFragment();
    this.kept.append(...document.body.childNodes);
    this.title = document.title;
    document.title = "Máy đang khóa · Tiếp công dân";
    const main = document.createElement("main");
    main.className = "plain-card lock-card";
    main.append(document.adoptNode(card));
    document.body.append(main);
    document.body.classList.add("plain");
    main.querySelectorAll("form").forEach((form) => {
      if (new URL(form.action).pathname === new URL(address).pathname) {
        form.addEventListener("submit", (event) => this.unlock(event, form));
      }
    });
    window.setUpSecurityKeys?.(main);
    main.querySelector("[autofocus]")?.focus();
  }

  async unlock(event, form) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.securityKey && !(await window.answerSecurityKey(form))) return this.free(form);
    const answer = await this.post(form.action, new FormData(form)).catch(() => null);
    if (answer?.status === 204) return this.uncover();
    if (answer?.status === 422) return this.say(form, (await answer.json()).why);
    if (answer === null) return this.say(form, "Không nối được máy chủ; hãy thử lại.");
    location.assign(form.action);
  }

  // app.js lets a form be sent once and waits for a new page, which does not come here.
  free(form) {
    setTimeout(() => {
      form.removeAttribute("data-sent");
      form.querySelectorAll("button").forEach((button) => {
        button.classList.remove("is-busy");
        button.removeAttribute("aria-disabled");
      });
    });
  }

  say(form, why) {
    this.free(form);
    const said = form.querySelector("[data-unlock-error]") || form.appendChild(document.createElement("p"));
    said.dataset.unlockError = "";
    said.className = "field-error";
    said.setAttribute("role", "alert");
    said.textContent = why;
    const field = form.querySelector("input[name=said]:not([type=hidden])");
    if (field) { field.value = ""; field.focus(); }
  }

  uncover() {
    document.body.classList.remove("plain");
    document.title = this.title;
    document.body.replaceChildren(...this.kept.childNodes);
    this.kept = null;
    this.last = this.pinged = Date.now();
    this.free(this.form);
  }
}

// A page that the browser kept alive is asked for again: it may have been locked or signed out since.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

if (lockForm) new Desk(lockForm);
