// Ranks towns among all candidates by the score of shimai with one statement
// of DuckDB. Curves are lists that stand in variables, which costs no more than
// a join for each; sets of tags repeat and are weighed once for each town and
// different set; max(x, n) keeps the best n of each town without sorting all;
// small row groups let all processors work. Reads the tables that TestPeers
// writes and prints its times as one line of JSON; see docs/performance.md.
'use strict';
const fs = require('fs');
const path = require('path');
const { DuckDBInstance } = require('@duckdb/node-api');

const dir = process.env.SHIMAI_PEER_DIR;
const passes = Number(process.env.SHIMAI_PEER_PASSES);
const top = Number(process.env.SHIMAI_PEER_TOP);
const threads = Number(process.env.SHIMAI_PEER_THREADS);
const tables = ['places', 'words', 'curves', 'measures', 'tags', 'points', 'towns', 'town_tags',
  'town_country', 'town_region', 'town_size', 'town_names', 'town_common', 'town_partners'];
const curves = ['name', 'ratio', 'rank', 'degrees', 'class', 'births', 'event', 'hours', 'missions', 'common', 'unknown'];
const criteria = ['name', 'population', 'climate', 'geography', 'history', 'trade', 'education', 'culture', 'disaster', 'access', 'links', 'country'];

// step looks a curve up by steps, at by its measure; points turns bits into points.
const step = (curve, i) => `getvariable('${curve}')[1 + greatest(0, least(${i}, len(getvariable('${curve}')) - 1))]`;
const at = (curve, x) => step(curve, `CAST(floor(greatest(0.0, (${x} - getvariable('${curve}_start')) * getvariable('${curve}_per_step')) + 0.5) AS INTEGER)`);
const points = (criterion, b) => `getvariable('${criterion}_points')[1 + greatest(0, least((${b}) - getvariable('${criterion}_low'), len(getvariable('${criterion}_points')) - 1))]`;

const tagged = ['population', 'geography', 'history', 'trade', 'education', 'culture', 'disaster', 'access'];

const statement = `
WITH weighed AS (
  SELECT t.town, g.tag, g.criterion,
         CASE WHEN o.tag IS NULL THEN g.one_bits ELSE g.both_bits - g.one_bits END AS w,
         CASE WHEN o.tag IS NULL THEN 0 ELSE g.one_bits END AS none
  FROM towns t CROSS JOIN tags g LEFT JOIN town_tags o ON o.town = t.town AND o.tag = g.tag),
none AS (
  SELECT town, ${tagged.map((k) => `CAST(sum(none) FILTER (criterion = '${k}') AS INTEGER) AS ${k}`).join(', ')}
  FROM weighed GROUP BY town),
spelled AS (
  SELECT w.town, s.word, ${tagged.map((k) => `CAST(coalesce(sum(w) FILTER (criterion = '${k}'), 0) AS INTEGER) AS ${k}`).join(', ')}
  FROM words s JOIN weighed w USING (tag) GROUP BY w.town, s.word),
tagged AS (
  SELECT n.town, d.word, ${tagged.map((k) => `n.${k} + coalesce(s.${k}, 0) AS ${k}`).join(', ')}
  FROM none n CROSS JOIN (SELECT DISTINCT word FROM places) d LEFT JOIN spelled s ON s.town = n.town AND s.word = d.word),
sorted AS (
  SELECT town, word, population, history, education, disaster, access,
         ${points('geography', 'geography')} + ${points('trade', 'trade')} + ${points('culture', 'culture')} AS points
  FROM tagged),
pairs AS (
  SELECT t.town, p.unit, p.open, w.points
    + ${points('country', 'c.country_bits')}
    + ${points('name', at('name', 'coalesce(n.worth, 0.0)'))}
    + ${points('population', `w.population + CASE
        WHEN t.lnpop < 0 AND p.lnpop < 0 THEN 0
        WHEN t.lnpop < 0 THEN ${step('unknown', 'p.lnpop')}
        WHEN p.lnpop < 0 THEN ${step('unknown', 't.lnpop')}
        ELSE ${step('ratio', 'abs(p.lnpop - t.lnpop)')}
          + CASE WHEN t.lnrank >= 0 AND p.lnrank >= 0 THEN ${step('rank', 'abs(p.lnrank - t.lnrank)')} ELSE 0 END
        END`)}
    + ${points('climate', `CASE WHEN t.weak = 1 OR p.weak = 1 THEN 0 ELSE ${step('degrees', `CAST(floor(sqrt((
          ${[...Array(8).keys()].map((i) => `(p.c${i} - t.c${i}) * (p.c${i} - t.c${i})`).join(' + ')}) // 8)) AS INTEGER)`)}
          + ${step('class', 'CAST(p.koppen = t.koppen AS INTEGER)')} END`)}
    + ${points('history', `w.history + ${step('births', 'CAST((p.callings & t.callings) <> 0 AS INTEGER)')}
        + CASE WHEN p.nikkei = 1 THEN t.emigrants_bits ELSE t.none_bits END`)}
    + ${points('education', 'w.education + c.education_bits')}
    + ${points('disaster', `w.disaster + CASE
        WHEN abs(p.lat - t.lat) > t.dlat OR (abs(p.lon - t.lon) > t.dlon AND abs(p.lon - t.lon) < 360 - t.dlon)
        THEN getvariable('event')[-1]
        ELSE ${at('event', `2 * 6371.0088 * asin(least(1.0, sqrt(
          sin(radians(CAST(p.lat AS DOUBLE) - t.lat) / 2) ** 2
          + cos(radians(CAST(p.lat AS DOUBLE))) * cos(radians(CAST(t.lat AS DOUBLE))) * sin(radians(CAST(p.lon AS DOUBLE) - t.lon) / 2) ** 2)))`)} END`)}
    + ${points('access', `w.access + ${step('missions', 'p.mission + c.mission')}
        + ${at('hours', 'least(CAST(abs(p.lon - t.lon) AS DOUBLE), 360 - CAST(abs(p.lon - t.lon) AS DOUBLE)) / 15')}`)}
    + ${points('links', `r.region_bits + z.size_bits + c.links_bits + ${step('common', 'coalesce(m.step, 0)')}`)} AS fit
  FROM places p CROSS JOIN towns t
  JOIN sorted w ON w.town = t.town AND w.word = p.word
  JOIN town_country c ON c.town = t.town AND c.country = p.country
  JOIN town_region r ON r.town = t.town AND r.region = p.region
  JOIN town_size z ON z.town = t.town AND z.size = p.size
  LEFT JOIN town_names n ON n.town = t.town AND n.unit = p.unit
  LEFT JOIN town_common m ON m.town = t.town AND m.unit = p.unit
  ANTI JOIN town_partners x ON x.town = t.town AND x.unit = p.unit),
best AS (
  -- One number holds order, fit and the unit, the smallest unit last.
  SELECT town, unnest(max((CAST(60 * fit + 20 * open AS BIGINT) << 36) + (CAST(fit AS BIGINT) << 20) + (1048575 - unit), ${top})) AS x
  FROM pairs GROUP BY town)
SELECT town, 1048575 - (x & 1048575) AS unit, (x >> 20) & 65535 AS fit, ((x >> 36) + 40) // 80 AS points
FROM best ORDER BY town, x DESC`;

const memory = (key) => Number(new RegExp(key + ':\\s+(\\d+)').exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);

async function load(db) {
  await db.run("ATTACH ':memory:' AS peers (ROW_GROUP_SIZE 10240)");
  await db.run('USE peers');
  await db.run(`SET threads = ${threads}`);
  for (const t of tables) {
    const types = t === 'places' || t === 'towns'
      ? ", types = {'lat': 'FLOAT', 'lon': 'FLOAT'" + (t === 'towns' ? ", 'dlat': 'FLOAT', 'dlon': 'FLOAT'" : '') + '}' : '';
    await db.run(`CREATE TABLE ${t} AS SELECT * FROM read_csv('${path.join(dir, t + '.csv')}', header = true${types})`);
    const columns = (await db.runAndReadAll(`SELECT column_name FROM (DESCRIBE ${t}) WHERE column_type = 'BIGINT'`)).getRows();
    for (const [c] of columns) await db.run(`ALTER TABLE ${t} ALTER ${c} TYPE INTEGER`);
  }
  for (const c of curves) {
    await db.run(`SET VARIABLE ${c} = (SELECT list(bits ORDER BY step) FROM curves WHERE curve = '${c}')`);
    await db.run(`SET VARIABLE ${c}_start = (SELECT CAST(start AS DOUBLE) FROM measures WHERE curve = '${c}')`);
    await db.run(`SET VARIABLE ${c}_per_step = (SELECT CAST(per_step AS DOUBLE) FROM measures WHERE curve = '${c}')`);
  }
  for (const k of criteria) {
    await db.run(`SET VARIABLE ${k}_points = (SELECT list(points ORDER BY bits) FROM points WHERE criterion = '${k}')`);
    await db.run(`SET VARIABLE ${k}_low = (SELECT min(bits) FROM points WHERE criterion = '${k}')`);
  }
}

async function main() {
  let began = performance.now();
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await load(db);
  const report = { load: (performance.now() - began) / 1000, base: memory('VmRSS'), passes: [] };
  const used = process.cpuUsage();
  let rows;
  for (let i = 0; i < passes; i++) {
    began = performance.now();
    rows = (await db.runAndReadAll(statement)).getRows();
    report.passes.push((performance.now() - began) / 1000);
  }
  const cpu = process.cpuUsage(used);
  report.cpu = (cpu.user + cpu.system) / 1e6;
  report.peak = memory('VmHWM');
  fs.writeFileSync(path.join(dir, 'duckdb.out'), rows.map((r) => r.join(',')).join('\n') + '\n');
  console.log(JSON.stringify(report));
}

main().catch((e) => { console.error(e); process.exit(1); });
