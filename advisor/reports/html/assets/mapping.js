"use strict";
/* Where points and their labels stand on a map whose two axes have the same scale. */
const Mapping = (() => {
  const MARGIN = 48, GAP = 9;

  /* The part of the plane that a picture of this size shows, so that every point has room for its label. */
  const fit = (places, width, height) => {
    const ends = (axis) => [Math.min(...places.map((place) => place[axis])), Math.max(...places.map((place) => place[axis]))];
    const [left, right] = ends("x"), [low, high] = ends("y");
    const unit = Math.max((right - left) / Math.max(1, width - 2 * MARGIN), (high - low) / (height - 2 * MARGIN)) || 1;
    const around = (one, other, pixels) => [(one + other - pixels * unit) / 2, (one + other + pixels * unit) / 2];
    return { x: around(left, right, width), y: around(low, high, height), unit, width, height };
  };

  const SIDES = {
    "top center": [-0.5, -1, 0, -1], "bottom center": [-0.5, 0, 0, 1], "middle right": [0, -0.5, 1, 0], "middle left": [-1, -0.5, -1, 0],
    "top right": [0, -1, 0.6, -0.6], "top left": [-1, -1, -0.6, -0.6], "bottom right": [0, 0, 0.6, 0.6], "bottom left": [-1, 0, -0.6, 0.6],
  };
  /* One side of each point for its label: the first on which it covers least of other points and of labels set before. */
  const labelled = (places, view, told, size) => {
    const points = places.map((place) => ({ x: (place.x - view.x[0]) / view.unit, y: (view.y[1] - place.y) / view.unit }));
    const taken = points.map(({ x, y }) => ({ x: x - GAP / 2, y: y - GAP / 2, w: GAP, h: GAP }));
    return points.map((point, at) => {
      const w = told(places[at]).length * size * 0.62, h = size * 1.2;
      const boxes = Object.entries(SIDES).map(([side, [dx, dy, gapX, gapY]]) =>
        ({ side, x: point.x + dx * w + gapX * GAP, y: point.y + dy * h + gapY * GAP, w, h }));
      const costs = boxes.map((box) => outside(box, view) + taken.reduce((sum, other, place) => sum + (place === at ? 0 : shared(box, other)), 0));
      const best = boxes[costs.indexOf(Math.min(...costs))];
      taken.push(best);
      return best.side;
    });
  };
  const overlap = (low, length, other, more) => Math.max(0, Math.min(low + length, other + more) - Math.max(low, other));
  const shared = (one, other) => overlap(one.x, one.w, other.x, other.w) * overlap(one.y, one.h, other.y, other.h);
  const outside = (box, view) => box.w * box.h - shared(box, { x: 0, y: 0, w: view.width, h: view.height });

  return { fit, labelled };
})();
