// What is typed survives a crash, a closed tab, an expired sign-in (ADR 0015, docs/interface.md).
//
// A form with data-draft="<url>" is saved on the server, encrypted, while somebody types: nothing of it
// stays on this machine. A form with data-device-draft="<name>" tells of no citizen: it is kept here
// under a key that the server releases after sign-in, for a day.
"use strict";

const PAUSE = 1200; // ms of quiet before a save
const WAIT = 12000; // ms before an answer counts as lost
const AGAIN = 5000; // ms before what was lost is tried again

function valuesOf(form) {
  const data = new FormData(form);
  data.delete("scan");
  return data;
}

async function ask(url, options = {}) {
  const response = await fetch(url, {
    credentials: "same-origin",
    redirect: "follow",
    signal: AbortSignal.timeout(WAIT),
    ...options,
    headers: { Accept: "application/json", ...(options.headers || {}) },
  });
  const json = (response.headers.get("Content-Type") || "").includes("json");
  if (!json && response.redirected) return { status: 401, body: {} };
  return { status: response.status, body: json ? await response.json() : {}, response };
}

class KeptForm {
  constructor(form) {
    this.form = form;
    this.state = document.getElementById("draft-state");
    this.banner = document.getElementById("draft-banner");
    this.dirty = false;
    this.timer = null;
    this.turn = Promise.resolve();
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("beforeunload", (event) => { if (this.dirty) event.preventDefault(); });
    window.addEventListener("online", () => this.save());
    document.addEventListener("desk:lock", (event) => event.detail.push(this.save()));
    window.addEventListener("offline", () => this.lost());
  }

  get token() { return this.form.querySelector("input[name=csrfmiddlewaretoken]"); }

  touched() {
    this.dirty = true;
    this.since ||= new Date();
    if (!this.banner.hidden) this.lost();
    else this.say("Chưa lưu tạm…");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  say(text) { if (this.state.textContent !== text) this.state.textContent = text; }

  save() {
    this.turn = this.turn.then(() => this.saveNow()).catch(() => this.lost());
    return this.turn;
  }

  async saveNow() {
    if (!this.dirty || this.sent) return;
    this.dirty = false;
    try {
      this.heard(await this.post(this.form.dataset.draft));
    } catch (error) {
      this.dirty = true;
      this.lost();
    }
  }

  // A token from before a new sign-in is refused once; with the fresh one the same form goes through.
  async post(url, submitter, headers) {
    const body = () => {
      const data = valuesOf(this.form);
      if (submitter?.name) data.append(submitter.name, submitter.value);
      return data;
    };
    const answer = await ask(url, { method: "POST", body: body(), headers });
    if (answer.status !== 403) return answer;
    const now = await ask(this.form.dataset.status);
    if (now.status !== 200 || now.body.user !== this.form.dataset.user) return { status: 401, body: {} };
    this.token.value = now.body.token;
    return ask(url, { method: "POST", body: body(), headers });
  }

  heard({ status, body }) {
    if (status === 401) { this.dirty = true; return this.signedOut(); }
    if (body.registered) return this.arrived(body.registered);
    if (status !== 200) { this.dirty = true; return this.warn(body.sentence || "Máy chủ chưa lưu tạm được."); }
    this.banner.hidden = true;
    if (this.dirty) return;
    this.since = null;
    this.say(`Đã lưu tạm lúc ${body.saved}, chưa vào sổ.`);
  }

  warn(sentence, link) {
    this.banner.querySelector("p").textContent = sentence;
    const anchor = this.banner.querySelector("a");
    anchor.hidden = !link;
    if (link) { anchor.href = link.url; anchor.textContent = link.label; anchor.target = link.target || ""; }
    this.banner.hidden = false;
    this.say("Chưa lưu tạm.");
  }

  lost() {
    const since = this.since || new Date();
    const clock = since.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    this.warn(`Mất kết nối. Những gì nhập từ ${clock} chưa được lưu: đừng đóng trang này. Khi có mạng, hệ thống tự lưu lại; nếu phải rời bàn, hãy ghi vào tờ sổ giấy dự phòng.`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), AGAIN);
  }

  async signedOut() {
    this.warn("Phiên đăng nhập đã hết. Hãy đăng nhập ở thẻ mới rồi quay lại trang này; những gì đã nhập vẫn còn.",
      { url: this.form.dataset.login, label: "Đăng nhập ở thẻ mới", target: "_blank" });
    if (this.watching) return;
    this.watching = setInterval(() => this.cameBack(), 3000);
  }

  // After a new sign-in the token of the form is old; another officer must not send what this one typed.
  async cameBack() {
    const { status, body } = await ask(this.form.dataset.status).catch(() => ({ status: 0 }));
    if (status !== 200) return;
    clearInterval(this.watching);
    this.watching = null;
    if (body.user !== this.form.dataset.user) {
      this.dirty = false;
      this.warn("Người khác đã đăng nhập. Những gì đang nhập thuộc về người trước và không gửi được từ đây.");
      this.form.querySelectorAll("button[type=submit]").forEach((button) => { button.disabled = true; });
      return;
    }
    this.token.value = body.token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": body.token }));
    this.dirty = true;
    this.save();
  }

  arrived(url) {
    this.dirty = false;
    this.sent = true;
    this.warn("Lượt tiếp này đã vào sổ từ lần gửi trước, không cần gửi lại.", { url, label: "Mở lượt tiếp" });
    this.say("Đã vào sổ.");
  }

  // The form goes out by fetch, so that a lost answer leaves page, text and key as they are: sending
  // again gives the same visit and the same number. Any answer but "done" is shown the ordinary way.
  async submitted(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    clearTimeout(this.timer);
    this.say("Đang gửi…");
    try {
      const answer = await this.post(this.form.action, event.submitter, { "X-Kept-Form": "1" });
      this.free();
      if (answer.status === 200 && answer.body.url) {
        this.dirty = false;
        location.assign(answer.body.url);
      } else if (answer.status === 401) {
        this.dirty = true;
        this.signedOut();
      } else {
        this.dirty = false;
        this.native(event.submitter);
      }
    } catch (error) {
      this.free();
      this.dirty = true;
      this.since ||= new Date();
      this.warn("Chưa nhận được trả lời. Những gì đã nhập vẫn còn; khi có mạng hãy gửi lại: lượt tiếp chỉ được ghi một lần, cùng một số.");
    }
  }

  free() {
    this.form.removeAttribute("data-sent");
    this.form.querySelectorAll("button").forEach((button) => {
      button.classList.remove("is-busy");
      button.removeAttribute("aria-disabled");
    });
  }

  native(submitter) {
    if (submitter?.name) {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: submitter.name, value: submitter.value });
      this.form.append(hidden);
    }
    HTMLFormElement.prototype.submit.call(this.form);
  }
}

// Drafts on this machine: forms about days, places and rosters only.
const DAY = 24 * 3600 * 1000;

async function deviceKey(form) {
  const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
  const { status, body } = await ask(form.dataset.deviceKey, { method: "POST", headers: { "X-CSRFToken": token } });
  if (status !== 200) return null;
  const raw = Uint8Array.from(atob(body.key), (letter) => letter.charCodeAt(0));
  return { day: body.day, key: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]) };
}

function forgetOld() {
  Object.keys(localStorage).filter((name) => name.startsWith("nhap:")).forEach((name) => {
    let at = 0;
    try { at = JSON.parse(localStorage.getItem(name)).at; } catch (error) { at = 0; }
    if (Date.now() - at > DAY) localStorage.removeItem(name);
  });
}

// The key takes a moment to come (or a second try): what is typed meanwhile is kept as soon as it is there.
class DeviceDraft {
  constructor(form) {
    this.form = form;
    this.place = `nhap:${form.dataset.deviceDraft}`;
    this.timer = null;
    form.addEventListener("input", () => this.touched());
    form.addEventListener("submit", () => this.sent());
    this.ready = this.unlock();
  }

  touched() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 600);
  }

  sent() {
    this.gone = true;
    clearTimeout(this.timer);
    localStorage.removeItem(this.place);
  }

  async unlock() {
    const kept = JSON.parse(localStorage.getItem(this.place) || "null");
    const released = await deviceKey(this.form).catch(() => this.later());
    if (!released || this.released) return;
    this.released = released;
    if (kept?.day === this.released.day && !this.form.querySelector(".is-invalid")) await offer(this.form, this.released, kept, this.place);
  }

  // A lost answer, not a refusal: the offer to fill in comes when the connection does.
  later() {
    clearTimeout(this.next);
    this.next = setTimeout(() => this.again(), AGAIN);
  }

  again() {
    if (!this.released) this.ready = this.unlock();
    return this.ready;
  }

  async keep() {
    await this.ready;
    if (!this.released) await this.again();
    if (!this.released || this.gone) return;
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const text = JSON.stringify([...new FormData(this.form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && name !== "key" && typeof value === "string"));
    const cipher = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, this.released.key, new TextEncoder().encode(text));
    if (this.gone) return;
    localStorage.setItem(this.place, JSON.stringify({ at: Date.now(), day: this.released.day, nonce: [...nonce], cipher: [...new Uint8Array(cipher)] }));
  }
}

async function offer(form, released, kept, place) {
  let pairs;
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(kept.nonce) }, released.key, new Uint8Array(kept.cipher));
    pairs = JSON.parse(new TextDecoder().decode(plain));
  } catch (error) {
    localStorage.removeItem(place); // of another officer, or of another day
    return;
  }
  const notice = document.createElement("div");
  notice.className = "notice";
  const words = notice.appendChild(document.createElement("p"));
  words.textContent = `Có bản nhập dở lúc ${new Date(kept.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}. `;
  const again = words.appendChild(document.createElement("button"));
  Object.assign(again, { type: "button", className: "btn btn-sm", textContent: "Điền lại" });
  again.addEventListener("click", () => {
    fill(form, pairs);
    notice.remove();
  });
  form.before(notice);
}

function fill(form, pairs) {
  const wanted = new Map();
  pairs.forEach(([name, value]) => wanted.set(name, [...(wanted.get(name) || []), value]));
  [...form.elements].forEach((field) => {
    if (!field.name || /^(csrfmiddlewaretoken|key)$/.test(field.name) || field.type === "file") return;
    const values = wanted.get(field.name) || [];
    if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
    else if (field.type === "select-multiple") [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
    else field.value = values.shift() ?? "";
  });
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("DOMContentLoaded", () => {
  forgetOld();
  document.querySelectorAll("form[data-draft]").forEach((form) => new KeptForm(form));
  if (window.crypto?.subtle) document.querySelectorAll("form[data-device-draft]").forEach((form) => new DeviceDraft(form));
});
