// The prompt for the name. It is plain HTML and works before the program is there: what is typed is kept, and Enter is remembered.

(() => {
  const words = {
    de: { title: "{0} beitreten", chat: "Chat", lead: "Name eingeben, und schon bist du dabei. Die anderen sehen ihn neben dem, was du schreibst.",
      name: "Dein Name", join: "Beitreten", joining: "Wird geöffnet …", offers: "Vielleicht einer von diesen:", broken: "Auf dieser Seite ist etwas schiefgegangen.", reload: "Neu laden" },
    es: { title: "Entrar en {0}", chat: "el chat", lead: "Escribe un nombre y ya estás dentro. Los demás lo ven junto a lo que dices.",
      name: "Tu nombre", join: "Entrar", joining: "Entrando…", offers: "Quizá uno de estos:", broken: "Algo ha fallado en esta página.", reload: "Recargar" },
    fr: { title: "Rejoindre {0}", chat: "la discussion", lead: "Choisissez un nom et vous y êtes. Les autres le voient à côté de ce que vous dites.",
      name: "Votre nom", join: "Entrer", joining: "Connexion…", offers: "Peut-être l’un de ceux-ci :", broken: "Quelque chose a mal tourné sur cette page.", reload: "Recharger" },
    "zh-Hans": { title: "加入 {0}", chat: "聊天", lead: "输入名字即可进入。其他人会在你的发言旁看到它。",
      name: "你的名字", join: "加入", joining: "正在加入…", offers: "可以试试这些：", broken: "此页面出错了。", reload: "重新加载" },
    ar: { title: "الانضمام إلى {0}", chat: "الدردشة", lead: "اكتب اسمًا وستكون في الداخل. يراه الآخرون بجانب ما تقوله.",
      name: "اسمك", join: "انضمام", joining: "جارٍ الانضمام…", offers: "ربما أحد هذه الأسماء:", broken: "حدث خطأ ما في هذه الصفحة.", reload: "إعادة التحميل" },
  };
  const say = words[document.documentElement.lang] ??
    { title: "Join {0}", chat: "the chat", lead: "", name: "", join: "Join", joining: "Joining…", offers: "Perhaps one of these:" };

  const stage = document.documentElement.dataset;
  const form = document.getElementById("enter");
  const box = document.getElementById("name");
  const title = document.getElementById("enter-title");
  const problem = document.getElementById("refusal");
  const offers = document.getElementById("offers");
  const button = form.querySelector("[type=submit]");
  let program = null;
  let wanted = null;

  for (const place of document.querySelectorAll("[data-say]"))
    place.textContent = say[place.dataset.say] || place.textContent;

  function entitle() {
    const room = document.createElement("bdi");
    // Behind the room may stand a message or an invitation: see Rooms/RoomAddress.cs.
    const address = location.hash.slice(1).split("?invite=")[0].replace(/\/[0-9a-f]{32}$/, "");
    try { room.textContent = decodeURIComponent(address); } catch { /* no room's name */ }
    room.textContent = room.textContent ? "#" + room.textContent.slice(0, 200) : say.chat;
    const [before, after] = say.title.split("{0}");
    title.replaceChildren(before, room, after);
  }

  function draw(busy) {
    button.textContent = busy ? say.joining : say.join;
    button.disabled = busy || !box.value.trim();
    form.ariaBusy = String(busy);
  }

  function submit(name) {
    if (!name) return;
    wanted = name;
    draw(true);
    refuse("", []);
    program?.invokeMethodAsync("Enter", name);
  }

  function refuse(text, names) {
    problem.textContent = text;
    box.ariaInvalid = text ? "true" : null;
    offers.hidden = names.length === 0;
    offers.replaceChildren(...names.length ? [say.offers] : [], ...names.map(name => {
      const offer = document.createElement("button");
      offer.type = "button";
      offer.className = "button small";
      offer.textContent = name;
      offer.addEventListener("click", () => { box.value = name; submit(name); });
      return offer;
    }));
  }

  form.addEventListener("submit", event => { event.preventDefault(); submit(box.value.trim()); });
  // Who types on has thought better of it, as long as nobody has been asked.
  box.addEventListener("input", () => { if (!program) wanted = null; draw(program !== null && wanted !== null); });
  addEventListener("hashchange", entitle);
  entitle();
  try { box.value ||= localStorage.getItem("parley.name") ?? ""; } catch { /* nothing is remembered */ }
  draw(false);
  if (globalThis.hasEntered) submit(box.value.trim());
  if (stage.stage !== "back") box.focus();

  /** What the program asks for. */
  globalThis.entrance = {
    /** Calls Enter(name) on the program for each name; returns the one that was given already, or null. */
    attach(host) {
      program = host;
      return wanted;
    },

    /** Shows the "prompt", the "back" (rooms without content yet), or "in": the program draws. */
    show(where, busy, text, names) {
      const came = stage.stage !== where && where === "prompt";
      const refused = text && text !== problem.textContent;
      if (where === "prompt") delete stage.stage; else stage.stage = where;
      if (!busy) wanted = null;
      draw(busy);
      if (!busy) refuse(text, names);
      if (where === "prompt" && !busy && (came || refused)) box.focus();
    },
  };
})();
