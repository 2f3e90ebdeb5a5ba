"use strict";
/* The sliders: they change the weights, the ranking beside them follows, and the address carries what was changed. */
const WhatIf = (() => {
  const { data, name, label, points } = Charts, board = data.board;
  const PREFIX = "#what-if?", KINDS = ["category", "criterion"];
  let stated, state, before;

  const initial = () => ({
    category: Object.fromEntries(board.rows.map((row) => [row.category, row.factor])),
    criterion: Object.fromEntries(board.rows.map((row) => [row.id, row.multiplier])),
  });
  const each = (visit) => KINDS.forEach((kind) => Object.keys(stated[kind]).forEach((id) => visit(kind, id)));
  const level = (value) => Object.keys(board.levels).find((one) => board.levels[one] === value) ?? `× ${Number(value.toFixed(2))}`;

  /* The address: what differs from the report, such as #what-if?onnx=4&platform=0.5 */
  const address = () => {
    const moved = new URLSearchParams();
    each((kind, id) => { if (state[kind][id] !== stated[kind][id]) moved.set(id, String(state[kind][id])); });
    return moved.size ? PREFIX + moved : "";
  };
  const read = () => {
    state = structuredClone(stated);
    if (!location.hash.startsWith(PREFIX)) return true;
    let understood = true;
    for (const [id, text] of new URLSearchParams(location.hash.slice(PREFIX.length))) {
      const kind = KINDS.find((one) => Object.hasOwn(stated[one], id)), value = Number(text);
      if (kind && text !== "" && Number.isFinite(value) && value >= 0 && value <= 1e6) state[kind][id] = value;
      else understood = false;
    }
    return understood;
  };

  const sliders = (shares) => {
    document.querySelectorAll("#sliders input").forEach((input) => {
      const kind = input.dataset.category ? "category" : "criterion", id = input.dataset.category ?? input.dataset.criterion;
      const value = state[kind][id], at = board.rows.findIndex((row) => row.id === id);
      const share = !shares ? 0 : kind === "criterion" ? shares[at]
        : board.rows.reduce((total, row, place) => total + (row.category === id ? shares[place] : 0), 0);
      input.max = String(Math.max(4, stated[kind][id], value));
      input.value = String(value);
      const text = `${level(value)}, ${(100 * share).toFixed(1)}%`;
      input.setAttribute("aria-valuetext", text);
      const row = input.closest(".lever");
      row.querySelector("output").textContent = text;
      row.classList.toggle("moved", value !== stated[kind][id]);
    });
  };

  const cell = (tag, text, kind = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = kind;
    return made;
  };
  const moved = (entry) => {
    const old = before.get(entry.id);
    if (old === undefined) return cell("td", "new", "up");
    if (old === entry.rank) return cell("td", "–", "soft");
    return old > entry.rank ? cell("td", `▲ ${old - entry.rank} from ${old}`, "up") : cell("td", `▼ ${entry.rank - old} from ${old}`, "down");
  };
  const live = (ranking) => {
    const rows = ranking.map((entry) => {
      const row = document.createElement("tr"), head = cell("th", name(entry.id), "bar-cell"), track = cell("span", "", "track");
      head.scope = "row";
      track.style.width = `${entry.score}%`;
      head.append(track);
      row.dataset.id = entry.id;
      row.dataset.score = String(entry.score);
      row.append(cell("td", String(entry.rank), "number"), head, cell("td", points(entry.score), "number"), moved(entry));
      return row;
    });
    document.querySelector("#live tbody").replaceChildren(...rows);
  };

  const sentence = ({ ranking, stacks }) => {
    if (!ranking.length) return "Too little is known of what weighs now: nothing can be ranked.";
    const [first, second] = ranking, stack = stacks[0];
    const lead = second ? `${name(first.id)} leads ${name(second.id)} by ${points(first.score - second.score)}. ` : `${name(first.id)} is the only one. `;
    if (!stack) return lead;
    const route = stack.prototype === stack.deploy ? `${name(stack.prototype)} from prototype to deployment`
      : `${name(stack.prototype)} → ${board.exchanges[stack.exchange] ?? stack.exchange} → ${name(stack.deploy)}`;
    return `${lead}Best stack: ${route} (${points(stack.score)}).`;
  };

  const update = (note = "") => {
    const shares = Weighing.shares(board, state), verdict = document.getElementById("verdict"), table = document.getElementById("live");
    sliders(shares);
    const found = shares ? Weighing.decide(board, shares) : { ranking: [], stacks: [] };
    live(found.ranking);
    table.dataset.stack = found.stacks.length ? JSON.stringify(found.stacks[0]) : "";
    verdict.textContent = note + (shares ? sentence(found) : "Nothing weighs anything now.");
    document.getElementById("reset").disabled = address() === "";
  };

  /* The same weights as a requirements file: numbers replace every weight that the answers give. */
  const asRequirements = () => {
    const text = document.getElementById("requirements-text").textContent.split("\n"), kept = [];
    let skipping = false;
    for (const line of text) {
      if (/^\S/.test(line)) skipping = /^(weights|priorities):/.test(line);
      if (!skipping) kept.push(line);
    }
    const weights = board.rows.map((row) => [row.id, state.category[row.category] * state.criterion[row.id] / row.size]);
    const lines = weights.filter(([, weight]) => weight > 0).map(([id, weight]) => `  ${id}: ${weight}`);
    return [...kept, "weights:", ...lines, ""].join("\n");
  };

  const restore = () => update(read() ? "" : "Part of the link was not understood and is left out. ");
  const start = () => {
    if (!board) return;
    stated = initial();
    before = new Map(Weighing.decide(board, Weighing.shares(board, stated)).ranking.map((entry) => [entry.id, entry.rank]));
    restore();
    window.addEventListener("hashchange", () => { if (location.hash.startsWith(PREFIX)) restore(); });
    document.getElementById("sliders").addEventListener("input", ({ target }) => {
      const kind = target.dataset.category ? "category" : "criterion";
      state[kind][target.dataset.category ?? target.dataset.criterion] = Number(target.value);
      history.replaceState(null, "", address() || location.pathname + location.search);
      update();
    });
    document.getElementById("reset").addEventListener("click", () => {
      state = structuredClone(stated);
      history.replaceState(null, "", location.pathname + location.search);
      update();
    });
    const link = document.getElementById("link"), copy = document.getElementById("copy-weights");
    link.addEventListener("click", () => Page.copy(location.href.split("#")[0] + (address() || "#what-if"), link));
    copy.addEventListener("click", () => Page.copy(asRequirements(), copy));
    if (location.hash.startsWith(PREFIX)) document.getElementById("what-if").scrollIntoView();
  };

  return { start };
})();
WhatIf.start();
