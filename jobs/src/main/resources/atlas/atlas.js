/* Draws the charts of a page from its tables, and makes long tables searchable. */
(function () {
  "use strict";

  /* Colours that people with any kind of colour vision can tell apart (Okabe and Ito). */
  const BLUE = "#0072B2", RED = "#D55E00", GREEN = "#009E73", ORANGE = "#E69F00", GREY = "#5b6875", INK = "#1b2733";

  const CLASSES = {
    "Priority": { color: RED, symbol: "diamond", size: 13 },
    "Probable": { color: ORANGE, symbol: "triangle", size: 11 },
    "High only": { color: BLUE, symbol: "circle", size: 8 },
    "Deprived only": { color: GREEN, symbol: "rect", size: 7 },
    "Neither": { color: "#8c99a6", symbol: "circle", size: 6 },
    "Too little known": { color: "#b7c0c9", symbol: "emptyCircle", size: 6 }
  };

  /* The rows of a table: each an object of key to {text, value, link}. */
  function read(table) {
    const columns = [...table.tHead.rows[0].cells].map(th => ({
      key: th.dataset.key, title: th.textContent, kind: th.className
    }));
    const rows = [...table.tBodies[0].rows].map((tr, place) => {
      const row = { place };
      columns.forEach((column, i) => {
        const td = tr.cells[i];
        const link = td.querySelector("a");
        const raw = td.dataset.v;
        row[column.key] = {
          text: td.textContent,
          value: raw === undefined || raw === "" ? null : Number(raw),
          link: link ? link.getAttribute("href") : null
        };
      });
      return row;
    });
    return { columns, rows };
  }

  const tables = {};
  function tableOf(id) {
    return tables[id] || (tables[id] = read(document.getElementById(id)));
  }

  function number(value) {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    const size = Math.abs(value);
    const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  function axisNumber(value) {
    return value.toLocaleString("en-GB", { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 });
  }

  /* A tooltip as elements, so that no name is ever taken for HTML. */
  function tip(lines) {
    const box = document.createElement("div");
    lines.forEach((line, i) => {
      const part = document.createElement(i === 0 ? "strong" : "div");
      part.textContent = line;
      box.append(part);
      if (i === 0) box.append(document.createElement("br"));
    });
    return box;
  }

  const text = { fontFamily: "system-ui, sans-serif", fontSize: 12, color: INK };
  const grid = { left: 8, right: 40, top: 62, bottom: 12, containLabel: true };
  const legend = { top: 0, left: 0, textStyle: text, itemHeight: 10 };

  function unitTitle(unit) {
    return { text: unit, left: 4, top: 30, textStyle: { fontSize: 12, fontWeight: "normal", color: GREY } };
  }

  function valueAxis() {
    return { type: "value", axisLabel: { formatter: axisNumber, color: INK }, splitLine: { lineStyle: { color: "#e6ebf0" } } };
  }

  function monthAxis(rows) {
    return { type: "category", data: rows.map(row => row.month.text), boundaryGap: false, axisLabel: { color: INK } };
  }

  function line(name, data, color, more) {
    return Object.assign({
      type: "line", name, data, showSymbol: data.length < 2, connectNulls: false, lineStyle: { color, width: 2 },
      itemStyle: { color }, animation: false
    }, more);
  }

  const values = (rows, key) => rows.map(row => row[key].value);

  function withRange(axis, all) {
    const known = all.filter(v => v !== null && Number.isFinite(v));
    if (!known.length) return axis;
    const low = Math.min(...known), high = Math.max(...known);
    const step = niceStep((high - low) / 5 || Math.abs(high) / 5 || 1);
    const down = Math.floor(low / step) * step, up = Math.ceil(high / step) * step;
    return Object.assign(axis, { scale: true, min: low >= 0 && down < 0 ? 0 : down, max: up, interval: step });
  }

  function niceStep(rough) {
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    return [1, 2, 2.5, 5, 10].map(times => times * power).find(step => step >= rough * 0.999);
  }

  const drawings = {
    spc(rows, unit) {
      const value = values(rows, "value");
      const series = [
        line("Upper limit", values(rows, "upl"), GREY, { lineStyle: { color: GREY, width: 1.5, type: "dotted" }, showSymbol: false }),
        line("Mean", values(rows, "mean"), GREY, { lineStyle: { color: GREY, width: 1.5 }, showSymbol: false }),
        line("Lower limit", values(rows, "lpl"), GREY, { lineStyle: { color: GREY, width: 1.5, type: "dotted" }, showSymbol: false }),
        line("Value", value, BLUE, { symbol: "circle", symbolSize: 5, showSymbol: true }),
        {
          type: "scatter", name: "Remarkable", symbol: "diamond", symbolSize: 13, itemStyle: { color: RED }, animation: false,
          data: rows.map(row => row.signal.text && row.signal.text !== "fewer than 15 months" ? row.value.value : null)
        }
      ];
      if (rows[0].england) series.push(line("England", values(rows, "england"), INK, { lineStyle: { color: INK, width: 1.5, type: "dashed" }, showSymbol: false }));
      const all = ["value", "upl", "lpl", "england"].flatMap(key => rows[0][key] ? values(rows, key) : []);
      return {
        grid, legend, title: unitTitle(unit), xAxis: monthAxis(rows), yAxis: withRange(valueAxis(), all), series,
        tooltip: {
          trigger: "axis",
          formatter: at => {
            const row = rows[at[0].dataIndex];
            const lines = [row.month.text, "Value " + row.value.text, "Limits " + row.lpl.text + " to " + row.upl.text];
            if (row.england) lines.push("England " + row.england.text);
            if (row.signal.text) lines.push("Remarkable: " + row.signal.text);
            return tip(lines);
          }
        }
      };
    },

    line(rows, unit, columns, titles) {
      const looks = [{ color: BLUE }, { color: INK, type: "dashed", width: 1.5 }];
      columns = columns.filter(key => rows[0][key]);
      const series = columns.map((key, i) => line(
        i === 0 ? "Here" : titles[key], values(rows, key), looks[i].color,
        { lineStyle: Object.assign({ width: 2 }, looks[i]), showSymbol: i === 0, symbolSize: 5 }));
      const all = columns.flatMap(key => values(rows, key));
      return {
        grid, legend, title: unitTitle(unit), xAxis: monthAxis(rows), yAxis: withRange(valueAxis(), all), series,
        tooltip: {
          trigger: "axis",
          formatter: at => tip([rows[at[0].dataIndex].month.text, ...at.map(p => p.seriesName + " " + number(p.value))])
        }
      };
    },

    deciles(rows, unit) {
      const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(i => "d" + i);
      const series = keys.map((key, i) => line(
        i === 4 ? "Median" : (i + 1) * 10 + "%", values(rows, key), BLUE,
        { lineStyle: { color: BLUE, width: i === 4 ? 3 : 1, type: i === 4 ? "solid" : "dotted" }, showSymbol: rows.length < 2 }));
      return {
        grid, title: unitTitle(unit), xAxis: monthAxis(rows), yAxis: withRange(valueAxis(), keys.flatMap(key => values(rows, key))), series,
        tooltip: {
          trigger: "axis",
          formatter: at => tip([rows[at[0].dataIndex].month.text, ...at.map(p => p.seriesName + " " + number(p.value)).reverse()])
        }
      };
    },

    gradient(rows, unit) {
      const bars = {
        type: "bar", data: values(rows, "value"), barWidth: "55%", animation: false, itemStyle: { color: BLUE },
        name: "Rate"
      };
      const limits = rows.map((row, i) => ({
        type: "line", name: "95% interval", animation: false, symbol: "rect", symbolSize: [16, 2], silent: true,
        lineStyle: { color: INK, width: 2 }, itemStyle: { color: INK },
        data: [[i, row.lcl.value], [i, row.ucl.value]]
      }));
      return {
        grid, title: unitTitle(unit), xAxis: { type: "category", data: rows.map(row => row.fifth.text), axisLabel: { color: INK, interval: 0 } },
        yAxis: valueAxis(), series: [bars, ...limits],
        tooltip: {
          trigger: "axis", axisPointer: { type: "shadow" },
          formatter: at => {
            const row = rows[at[0].dataIndex];
            return tip(["Fifth " + row.fifth.text, row.value.text, "95% interval " + row.lcl.text + " to " + row.ucl.text]);
          }
        }
      };
    },

    progress(rows) {
      return {
        grid, legend,
        yAxis: { type: "category", data: rows.map(row => row.ambition.text), inverse: true, axisLabel: { width: 260, overflow: "break", color: INK } },
        xAxis: valueAxis(),
        series: [
          { type: "bar", name: "Reduction", data: values(rows, "reduction"), itemStyle: { color: BLUE }, animation: false },
          { type: "bar", name: "Target", data: values(rows, "target"), itemStyle: { color: "#c3ccd5" }, animation: false }
        ],
        tooltip: { trigger: "axis", formatter: at => tip([rows[at[0].dataIndex].ambition.text, ...at.map(p => p.seriesName + " " + number(p.value))]) }
      };
    },

    quadrant(rows, unit) {
      const known = rows.filter(row => row.imd.value !== null && row.value.value !== null);
      if (!known.length) return null;
      const threshold = known.map(row => row.threshold.value).find(v => v !== null);
      const deprived = known.filter(row => row.deprived.value === 1).map(row => row.imd.value);
      const lines = [];
      if (threshold !== undefined) lines.push({ yAxis: threshold, name: "threshold" });
      if (deprived.length && deprived.length < known.length) lines.push({ xAxis: Math.min(...deprived), name: "deprived" });
      const series = Object.keys(CLASSES).map(name => {
        const look = CLASSES[name];
        return {
          type: "scatter", name, symbol: look.symbol, symbolSize: look.size, animation: false,
          itemStyle: { color: look.color, opacity: 0.85, borderColor: "#fff", borderWidth: 0.5 },
          data: known.filter(row => row.class.text === name).map(row => ({ value: [row.imd.value, row.value.value], row }))
        };
      }).filter(one => one.data.length);
      if (series.length && lines.length) {
        series[0].markLine = { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: INK, type: "dashed" }, data: lines, animation: false };
      }
      return {
        grid: Object.assign({}, grid, { bottom: 32 }), legend, title: unitTitle(unit),
        xAxis: withRange({ type: "value", name: "IMD score: more deprived to the right", nameLocation: "middle", nameGap: 28, axisLabel: { formatter: axisNumber, color: INK }, splitLine: { lineStyle: { color: "#e6ebf0" } } }, known.map(row => row.imd.value)),
        yAxis: withRange(valueAxis(), known.map(row => row.value.value).concat(threshold === undefined ? [] : [threshold])), series,
        toolbox: {
          right: 8, top: 24, itemSize: 17, iconStyle: { borderColor: BLUE, borderWidth: 1.6 },
          feature: { dataZoom: { filterMode: "none", title: { zoom: "Select an area", back: "Back" }, brushStyle: { color: "rgba(0,114,178,0.12)", borderColor: BLUE, borderWidth: 1 } } }
        },
        tooltip: {
          formatter: at => at.data && at.data.row ? tip([at.data.row.name.text, at.data.row.class.text, "Value " + at.data.row.value.text, "IMD score " + at.data.row.imd.text]) : ""
        }
      };
    },

    funnel(rows, unit) {
      const known = rows.filter(row => row.expected.value !== null && row.ratio.value !== null)
        .sort((a, b) => a.expected.value - b.expected.value);
      if (!known.length) return null;
      const limit = (name, key, type) => ({
        type: "line", name, showSymbol: false, animation: false, silent: true, lineStyle: { color: GREY, width: 1.5, type },
        itemStyle: { color: GREY }, data: known.map(row => [row.expected.value, row[key].value])
      });
      const outside = row => row.flag.text !== "Within limits";
      const points = (name, chosen, color, symbol, size) => ({
        type: "scatter", name, symbol, symbolSize: size, animation: false, itemStyle: { color, opacity: 0.85, borderColor: "#fff", borderWidth: 0.5 },
        data: chosen.map(row => ({ value: [row.expected.value, row.ratio.value], row }))
      });
      const all = ["ratio", "l998", "u998"].flatMap(key => values(known, key));
      return {
        grid: Object.assign({}, grid, { bottom: 32 }), legend, title: unitTitle(unit),
        xAxis: { type: "value", name: "Expected: larger to the right", nameLocation: "middle", nameGap: 28, axisLabel: { formatter: axisNumber, color: INK, hideOverlap: true }, splitLine: { show: false } },
        yAxis: withRange(valueAxis(), all),
        series: [
          limit("95% limits", "u95", "dotted"), limit("95% limits", "l95", "dotted"),
          limit("99.8% limits", "u998", "solid"), limit("99.8% limits", "l998", "solid"),
          points("Within limits", known.filter(row => !outside(row)), BLUE, "circle", 7),
          points("Outside limits", known.filter(outside), RED, "diamond", 12)
        ],
        tooltip: {
          formatter: at => at.data && at.data.row ? tip([at.data.row.name.text, at.data.row.flag.text, "Ratio " + number(at.data.row.ratio.value)]) : ""
        }
      };
    }
  };

  const searchable = {};

  function draw(figure) {
    const source = tableOf(figure.dataset.table);
    const titles = Object.fromEntries(source.columns.map(column => [column.key, column.title]));
    const option = source.rows.length
      ? drawings[figure.dataset.kind](source.rows.slice(), figure.dataset.unit, figure.dataset.columns.split(","), titles)
      : null;
    if (!option) {
      figure.remove();
      return;
    }
    figure.classList.add("drawn");
    const place = figure.querySelector(".drawing");
    const chart = echarts.init(place, null, { renderer: "svg" });
    option.textStyle = text;
    option.aria = { enabled: true, label: { description: figure.querySelector("figcaption").textContent + " Its data is in the table of this page." } };
    chart.setOption(option);
    place.setAttribute("role", "img");
    chart.on("click", at => {
      if (at.data && at.data.row && at.data.row.name.link) window.location.href = at.data.row.name.link;
    });
    if (option.toolbox) {
      chart.on("datazoom", () => choose(figure, chart, source.rows));
      chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
    }
    const fit = () => chart.resize();
    new ResizeObserver(fit).observe(place);
    window.addEventListener("beforeprint", () => chart.resize({ width: 640, height: 330 }));
    window.addEventListener("afterprint", fit);
  }

  /* What is in the selected area of a chart is what its table shows. */
  function choose(figure, chart, rows) {
    const ends = axis => {
      const model = chart.getModel().getComponent(axis, 0);
      const shown = model.axis.scale.getExtent();
      return shown[0] > model.get("min") || shown[1] < model.get("max") ? shown : [-Infinity, Infinity];
    };
    const x = ends("xAxis"), y = ends("yAxis");
    const all = x[0] === -Infinity && y[0] === -Infinity;
    const within = (cell, range) => cell.value !== null && cell.value >= range[0] && cell.value <= range[1];
    const chosen = all ? null : new Set(rows.filter(row => within(row.imd, x) && within(row.value, y)).map(row => row.place));
    let said = figure.querySelector(".chosen");
    if (!said) {
      said = document.createElement("p");
      said.className = "chosen";
      said.setAttribute("role", "status");
      figure.append(said);
    }
    said.textContent = chosen ? chosen.size.toLocaleString("en-GB") + " selected: the table shows these" : "";
    const search = searchable[figure.dataset.table];
    if (search) search.choose(chosen);
  }

  /* A text that a spreadsheet would run as a formula gets an apostrophe before it. */
  function harmless(cell) {
    return /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? "'" + cell : cell;
  }

  function label(name, control) {
    const box = document.createElement("label");
    box.append(name, control);
    return box;
  }

  function enhance(table) {
    const source = tableOf(table.id);
    const fixed = table.closest(".scroll");
    const caption = table.caption.textContent;
    const holder = document.createElement("div");
    holder.className = "enhanced";
    const tools = document.createElement("div");
    tools.className = "tools";
    const search = document.createElement("input");
    search.type = "search";
    tools.append(label("Search", search));
    const filters = source.columns.filter(column => column.kind === "choice").map(column => {
      const select = document.createElement("select");
      const all = [...new Set(source.rows.map(row => row[column.key].text))].sort();
      ["All", ...all].forEach(one => select.add(new Option(one, one === "All" ? "" : one)));
      tools.append(label(column.title, select));
      return { key: column.key, select };
    });
    const save = document.createElement("button");
    save.type = "button";
    save.textContent = "Save as CSV";
    const count = document.createElement("span");
    count.className = "count";
    count.setAttribute("role", "status");
    tools.append(save, count);
    const body = document.createElement("div");
    holder.append(tools, body);
    fixed.classList.add("scroll-static");
    fixed.before(holder);

    const data = source.rows.map(row => {
      const plain = { place: row.place };
      source.columns.forEach(column => {
        const cell = row[column.key];
        plain[column.key] = column.kind === "number" || column.kind === "for_charts" ? cell.value : cell.text;
      });
      return plain;
    });
    const show = cell => {
      const from = source.rows[cell.getData().place][cell.getField()];
      if (!from.link) return document.createTextNode(from.text);
      const link = document.createElement("a");
      link.href = from.link;
      const isolated = document.createElement("bdi");
      isolated.textContent = from.text;
      link.append(isolated);
      return link;
    };
    const wide = new Set(["name", "rule", "expected", "found", "what", "why", "file", "org"]);
    const isEmpty = column => data.every(row => row[column.key] === "" || row[column.key] === null);
    const grid = new Tabulator(body, {
      data, layout: "fitColumns", maxHeight: "34rem", index: "place", headerSortTristate: true,
      columnDefaults: { headerSortStartingDir: "asc", vertAlign: "top" },
      placeholder: "No row has all of this",
      columns: source.columns.map(column => ({
        title: column.title, field: column.key, visible: column.kind !== "for_charts" && !(data.length && isEmpty(column)), download: true,
        sorter: column.kind === "number" ? "number" : "string",
        sorterParams: { alignEmptyValues: "bottom", locale: "en" },
        headerSortStartingDir: column.kind === "number" ? "desc" : "asc",
        hozAlign: column.kind === "number" ? "right" : "left",
        headerHozAlign: column.kind === "number" ? "right" : "left",
        formatter: show, minWidth: wide.has(column.key) ? 180 : column.kind === "number" ? 92 : 96, widthGrow: wide.has(column.key) ? 4 : column.key === "interval" ? 1.7 : 1, variableHeight: true,
        accessorDownload: value => typeof value === "string" ? harmless(value) : value === null ? "" : value
      }))
    });

    let chosen = null;
    function apply() {
      const words = search.value.trim().toLocaleLowerCase("en-GB");
      grid.setFilter(row =>
        (!chosen || chosen.has(row.place)) &&
        filters.every(filter => !filter.select.value || row[filter.key] === filter.select.value) &&
        (!words || source.columns.some(column => column.kind !== "for_charts" &&
          String(source.rows[row.place][column.key].text).toLocaleLowerCase("en-GB").includes(words))));
    }
    function tell() {
      count.textContent = grid.getDataCount("active").toLocaleString("en-GB") + " of " + data.length.toLocaleString("en-GB") + " rows";
    }
    grid.on("tableBuilt", () => {
      body.setAttribute("aria-label", caption);
      /* A row group within a row group, and a part without a role, are not allowed in a grid. */
      body.querySelectorAll(".tabulator-header-contents, .tabulator-table").forEach(part => part.setAttribute("role", "presentation"));
      body.querySelector(".tabulator-tableholder").setAttribute("role", "rowgroup");
      tell();
    });
    grid.on("dataFiltered", () => setTimeout(tell));
    search.addEventListener("input", apply);
    filters.forEach(filter => filter.select.addEventListener("change", apply));
    save.addEventListener("click", () => grid.download("csv", document.title.replace(/[^\p{L}\p{N}]+/gu, "-") + "-" + table.id + ".csv", { bom: true }));
    searchable[table.id] = {
      choose(places) {
        chosen = places;
        apply();
      }
    };
  }

  document.querySelectorAll("table.searchable").forEach(enhance);
  document.querySelectorAll("figure.chart").forEach(draw);
  document.documentElement.dataset.ready = "yes";
})();
