"use strict";
/* The decision under other weights, by the formulas of the report: w ∝ M · m / n, a missing score leaves its weight to the others of
   its category, a stack is (points of the prototype + points of the deploy end) · reliability. */
const Weighing = (() => {
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const round = (value) => Math.round(value * 1e9);

  /* Shares that sum to 1, in the order of the criteria; null where nothing weighs anything. */
  const shares = (board, state) => {
    const products = board.rows.map((row) => state.category[row.category] * state.criterion[row.id] / row.size);
    const total = sum(products);
    return total > 0 ? products.map((product) => product / total) : null;
  };

  /* The weighted sum of known scores, where unknown ones pass their weight on within the category, then across categories. */
  const overall = (board, scores, weights) => {
    const full = {}, known = {};
    board.rows.forEach((row, at) => {
      full[row.category] = (full[row.category] ?? 0) + weights[at];
      if (scores[at] !== null) known[row.category] = (known[row.category] ?? 0) + weights[at];
    });
    const counted = board.rows.map((row, at) =>
      scores[at] === null || !known[row.category] ? 0 : weights[at] * full[row.category] / known[row.category]);
    const total = sum(counted);
    return total > 0 ? sum(counted.map((weight, at) => weight * (scores[at] ?? 0))) / total : 0;
  };

  const atEnd = (board, weights, end) => weights.map((weight, at) => weight * board.rows[at].ends[end]);
  const knownAlone = (seat, weights) => sum(weights.map((weight, at) => (seat.alone[at] === null ? 0 : weight)));
  const knownAtDeploy = (board, seat, weights) => {
    const relevant = weights.map((weight, at) => (board.rows[at].ends[1] > 0 ? weight : 0)), total = sum(relevant);
    return total ? sum(relevant.map((weight, at) => weight * seat.known[at])) / total : 1;
  };

  /* Ranking and stacks, best first; both empty where nothing fits. */
  const decide = (board, weights) => {
    const prototypes = new Map(), deploys = new Map(), [early, late] = [0, 1].map((end) => atEnd(board, weights, end));
    for (const seat of board.seats) {
      if (seat.trains && knownAlone(seat, weights) >= board.knownShare) {
        prototypes.set(seat.id, sum(early) * overall(board, seat.prototype, early));
      }
      if (seat.confirmed && knownAtDeploy(board, seat, weights) >= board.knownShare) {
        deploys.set(seat.id, sum(late) * overall(board, seat.deploy, late));
      }
    }
    const stacks = board.ways
      .filter(([prototype, deploy]) => prototypes.has(prototype) && deploys.has(deploy))
      .map(([prototype, deploy, exchange, reliability]) =>
        ({ prototype, deploy, exchange, score: (prototypes.get(prototype) + deploys.get(deploy)) * reliability }))
      .sort((one, other) => round(other.score) - round(one.score) || (one.prototype !== one.deploy) - (other.prototype !== other.deploy)
        || compare(one.prototype, other.prototype) || compare(one.deploy, other.deploy));
    const partners = new Set(stacks.map((stack) => stack.prototype));
    const ranking = board.seats
      .filter((seat) => prototypes.has(seat.id) && (seat.serves || partners.has(seat.id)))
      .map((seat) => ({ id: seat.id, score: overall(board, seat.alone, weights) }))
      .sort((one, other) => round(other.score) - round(one.score) || compare(one.id, other.id));
    ranking.forEach((entry, at) => {
      entry.rank = at && ranking[at - 1].score - entry.score < 1e-9 ? ranking[at - 1].rank : at + 1;
    });
    return { ranking, stacks };
  };
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  return { shares, decide };
})();
