"use strict";
/* Draws the charts of the page with Plotly, in the colours that the page has at the moment. */
const Charts = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const probe = document.createElement("span");
  const name = (id) => data.names[id] ?? id;
  const label = (id) => data.labels[id] ?? id;
  const points = (value) => value.toFixed(1);
  const signed = (value) => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(1);
  /* Plotly reads a little markup in texts: what could begin a tag or an entity becomes one. */
  const plain = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const narrow = () => window.innerWidth < 600;

  /* What the page looks like at the moment, read before anything is drawn: to ask between two charts would lay the page out anew. */
  let colors = {}, widths = {}, family = "";
  const VARIABLES = ["ink", "soft", "grid", "card", "warn", "heat", ...["part", "line"].flatMap((kind) => [0, 1, 2].map((at) => `${kind}-${at}`))];
  const look = (ids) => {
    document.body.append(probe);
    colors = Object.fromEntries(VARIABLES.map((variable) => {
      probe.style.color = `var(--${variable})`;
      return [variable, getComputedStyle(probe).color];
    }));
    probe.remove();
    family = getComputedStyle(document.body).fontFamily;
    widths = Object.fromEntries(ids.map((id) => [id, document.getElementById(id).clientWidth]));
  };
  const color = (variable) => colors[variable];
  const faded = (rgb, alpha) => rgb.replace("rgb(", "rgba(").replace(")", `, ${alpha})`);

  /* The room that the longest of these names takes: measured once, where Plotly would draw, measure and draw again. */
  const pen = document.createElement("canvas").getContext("2d");
  const room = (texts) => {
    pen.font = `13px ${family}`;
    const longest = Math.max(...texts.map((text) => pen.measureText(text).width));
    return 14 + Math.ceil(Math.min(longest, 0.4 * window.innerWidth));
  };

  const layout = (more) => {
    const ink = color("ink"), soft = color("soft"), grid = color("grid");
    const axis = { gridcolor: grid, zerolinecolor: soft, linecolor: grid, fixedrange: true, automargin: false, tickfont: { color: soft } };
    return {
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", dragmode: false, showlegend: false,
      font: { family, size: 13, color: ink },
      margin: { l: 8, r: 8, t: 8, b: 8 },
      hoverlabel: { bgcolor: color("card"), bordercolor: grid, font: { color: ink } },
      ...more,
      xaxis: { ...axis, ...more.xaxis }, yaxis: { ...axis, ...more.yaxis },
    };
  };
  const draw = (id, traces, more) =>
    Plotly.react(id, traces, layout({ ...more, width: widths[id] }), { displayModeBar: false });
  const legend = { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", xanchor: "left", itemclick: false, itemdoubleclick: false, traceorder: "normal" };

  const ranking = (id) => {
    const rows = data.ranking, places = rows.map((row) => row.id);
    const bars = data.categories.map((category, at) => ({
      type: "bar", orientation: "h", name: plain(label(category)), y: places, x: rows.map((row) => row.parts[category]),
      marker: { color: color(`part-${at % 3}`) },
      hovertemplate: `%{x:.1f} points from ${plain(label(category))}<extra></extra>`,
    }));
    const totals = rows.map((row) => ({
      x: row.score, y: row.id, text: `<b>${points(row.score)}</b>`, showarrow: false, xanchor: "left", xshift: 4,
    }));
    const names = rows.map((row) => `${row.rank}  ${row.name}${row.partner ? " ✱" : ""}`);
    return draw(id, bars, {
      barmode: "stack", height: 28 * rows.length + 70, showlegend: true, legend, annotations: totals, bargap: 0.3,
      margin: { l: room(names), r: 16, t: 44, b: 24 },
      xaxis: { range: [0, 108], tickvals: [0, 25, 50, 75, 100] },
      yaxis: { autorange: "reversed", tickvals: places, ticktext: names.map(plain), tickfont: { color: color("ink") }, showgrid: false },
    });
  };

  const SHOWN_STEPS = 9;
  const waterfall = (id) => {
    const all = data.waterfall.steps.filter((step) => Math.abs(step.points) > 1e-9);
    const steps = all.slice(0, SHOWN_STEPS), rest = all.slice(SHOWN_STEPS).reduce((sum, step) => sum + step.points, 0);
    const labels = steps.map((step) => label(step.criterion)), values = steps.map((step) => step.points);
    if (all.length > SHOWN_STEPS) { labels.push(`${all.length - SHOWN_STEPS} others`); values.push(rest); }
    labels.push("Lead"); values.push(data.waterfall.lead);
    const reached = values.slice(0, -1).reduce((sums, value) => [...sums, sums.at(-1) + value], [0]);
    const low = Math.min(0, ...reached), high = Math.max(0, ...reached), space = (high - low || 1) * (narrow() ? 0.32 : 0.14);
    return draw(id, [{
      type: "waterfall", orientation: "h", y: labels.map(plain), x: values,
      measure: values.map((_, at) => (at === values.length - 1 ? "total" : "relative")),
      text: values.map(signed), textposition: "outside", cliponaxis: false,
      increasing: { marker: { color: color("part-2") } }, decreasing: { marker: { color: color("part-1") } },
      totals: { marker: { color: color("part-0") } }, connector: { line: { color: color("soft"), width: 1 } },
      hovertemplate: "%{y}: %{text}<extra></extra>",
    }], {
      height: 30 * values.length + 60, margin: { l: room(labels), r: 16, t: 8, b: 48 },
      xaxis: { range: [low - space, high + space], title: { text: "points of the score", font: { size: 12, color: color("soft") } } },
      yaxis: { autorange: "reversed", tickfont: { color: color("ink") }, showgrid: false },
    });
  };

  const DASHES = ["solid", "dash", "dot"], MARKERS = ["circle", "square", "diamond"];
  const broken = (text) => plain(text).replace(" ", "<br>");
  const radar = (id, part, height) => {
    const axes = Object.keys(data.radar[0][part]);
    const traces = data.radar.map((entry, at) => ({
      type: "scatterpolar", name: plain(entry.name), fill: at ? "none" : "toself", connectgaps: false,
      theta: [...axes, axes[0]].map((axis) => (narrow() ? broken(label(axis)) : plain(label(axis)))), r: [...axes, axes[0]].map((axis) => entry[part][axis]),
      line: { color: color(`line-${at}`), dash: DASHES[at], width: 2 }, fillcolor: faded(color(`line-${at}`), 0.12),
      marker: { color: color(`line-${at}`), symbol: MARKERS[at], size: 6 }, mode: "lines+markers",
      hovertemplate: `${plain(entry.name)}, %{theta}: %{r:.1f}<extra></extra>`,
    }));
    const side = narrow() ? 72 : 90;
    return draw(id, traces, {
      height, showlegend: true, legend: { ...legend, x: 0.5, xanchor: "center", y: 1.14 },
      margin: { l: side, r: side, t: 70, b: 40 },
      polar: {
        bgcolor: "rgba(0,0,0,0)",
        radialaxis: { range: [0, 100], tickvals: [25, 50, 75, 100], gridcolor: color("grid"), tickfont: { size: 10, color: color("soft") }, linecolor: color("grid") },
        angularaxis: { gridcolor: color("grid"), linecolor: color("grid"), rotation: 90, direction: "clockwise", tickfont: { size: narrow() ? 10 : 12, color: color("ink") } },
      },
    });
  };

  const SHOWN_RANKS = 10;
  const ranks = (id) => {
    const rows = data.acceptability, places = rows.map((row) => row.id);
    const count = Math.min(SHOWN_RANKS, Math.max(...rows.map((row) => row.ranks.length)));
    const shares = rows.map((row) => row.ranks.slice(0, count)), heat = color("heat"), ink = color("ink");
    const told = (share) => (share <= 0 ? "" : share < 0.005 ? "<1" : String(Math.round(100 * share)));
    return draw(id, [{
      type: "heatmap", z: shares, x: [...Array(count).keys()].map((place) => place + 1), y: places, zmin: 0, zmax: 1, xgap: 2, ygap: 2,
      text: shares.map((row) => row.map((share) => plain(told(share)))), texttemplate: "%{text}", showscale: false,
      customdata: rows.map((row) => row.ranks.slice(0, count).map(() => plain(row.name))),
      colorscale: [[0, faded(heat, 0.04)], [1, faded(heat, 0.62)]], textfont: { color: ink },
      hovertemplate: "%{customdata} takes rank %{x} in %{z:.1%}<extra></extra>",
    }], {
      height: 30 * rows.length + 60, margin: { l: room(rows.map((row) => row.name)), r: 8, t: 48, b: 8 },
      xaxis: { side: "top", tickmode: "linear", dtick: 1, showgrid: false, zeroline: false, title: { text: narrow() ? "rank (in % of weightings)" : "rank (numbers are % of the weightings)", font: { size: 12, color: color("soft") } } },
      yaxis: { autorange: "reversed", tickvals: places, ticktext: rows.map((row) => plain(row.name)), tickfont: { color: ink }, showgrid: false, zeroline: false },
    });
  };

  const map = (id) => {
    const places = data.map.places, winner = data.ranking[0]?.id, size = narrow() ? 10 : 12;
    const kind = (place) => (place.id === "" ? 0 : place.id === winner ? 1 : 2);
    const told = (place) => (place.id === "" ? "ideal" : name(place.id));
    const view = Mapping.fit(places, widths[id], narrow() ? 420 : 480);
    const hues = [color("warn"), color("line-0"), color("soft")], marks = ["i", "b", ""];
    return draw(id, [{
      type: "scatter", mode: "markers+text", x: places.map((place) => place.x), y: places.map((place) => place.y),
      text: places.map((place) => {
        const mark = marks[kind(place)], text = plain(told(place));
        return mark ? `<${mark}>${text}</${mark}>` : text;
      }),
      textposition: Mapping.labelled(places, view, told, size), cliponaxis: false, textfont: { color: color("ink"), size },
      marker: {
        size: places.map((place) => [13, 13, 9][kind(place)]), color: places.map((place) => hues[kind(place)]), opacity: 1,
        symbol: places.map((place) => ["diamond", "star", "circle"][kind(place)]),
      },
      hovertemplate: "%{text}<extra></extra>",
    }], {
      height: view.height, margin: { l: 0, r: 0, t: 0, b: 0 },
      xaxis: { visible: false, range: view.x }, yaxis: { visible: false, range: view.y },
    });
  };

  const all = () => {
    const charts = [
      ["ranking-chart", data.ranking.length, ranking], ["waterfall-chart", data.waterfall, waterfall],
      ["categories-chart", data.radar.length, (id) => radar(id, "categories", 380)],
      ["criteria-chart", data.radar.length, (id) => radar(id, "criteria", narrow() ? 420 : 480)],
      ["ranks-chart", data.acceptability, ranks], ["map-chart", data.map, map],
    ];
    const there = charts.filter(([id, filled]) => filled && document.getElementById(id));
    look(there.map(([id]) => id));
    return Promise.all(there.map(([id, , make]) => make(id)));
  };

  return { all, data, name, label, points };
})();
