// What Browserless's page on closing sessions shows, call by call.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { browserlessHttp, browserlessWs, post, until, upgradeStatus } from "./server.js";
import { openShop } from "./shop.js";

let shop;
before(async () => (shop = await openShop()));
after(() => shop.close());

async function cleanUp(endpoint) {
  const browser = await puppeteer.connect({ browserWSEndpoint: endpoint });
  const page = await browser.newPage();
  try {
    await page.goto(shop.url("/logout"));
    await page.waitForNavigation();
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    const cookies = await page.cookies();
    await page.deleteCookie(...cookies);
    return { cookies, left: await page.cookies(), at: page.url() };
  } finally {
    await browser.close();
  }
}

async function create(fields) {
  const response = await post("/session", fields);
  assert.equal(response.ok, true, `create: ${response.status}`);
  return response.json();
}

async function stop(id) {
  const response = await post("/session", { stop: id });
  return { ok: response.ok, status: response.status, result: response.ok ? await response.json() : undefined };
}

async function isActive(id) {
  const response = await fetch(browserlessHttp(`/session/${id}`));
  if (response.ok) {
    await response.json();
  }
  return response.ok;
}

test("a browser of its own is cleaned up and closed", async () => {
  const { at } = await cleanUp(browserlessWs("/"));
  assert.equal(at, shop.url("/"));
});

test("a browser that was kept by a reconnect is cleaned up and closed, and cannot be connected to again", async () => {
  const browser = await puppeteer.connect({ browserWSEndpoint: browserlessWs("/") });
  const [page] = await browser.pages();
  await page.goto(shop.url("/login"));
  const cdp = await page.createCDPSession();
  const { error, browserWSEndpoint } = await cdp.send("Browserless.reconnect", { timeout: 60_000 });
  assert.equal(error, null);
  await browser.disconnect();

  const endpoint = new URL(browserWSEndpoint);
  endpoint.searchParams.set("token", process.env.BROWSERLESS_TOKEN);
  const { cookies, left } = await cleanUp(endpoint.href);
  assert.deepEqual(cookies.map(({ name, value }) => `${name}=${value}`), ["visitor=alice"]);
  assert.deepEqual(left, []);

  await until("the browser cannot be connected to", async () => (await upgradeStatus(endpoint.href)) === 404);
});

test("a session is stopped by its id, once", async () => {
  const { sessionId } = await create({ ttl: 300_000, stealth: true });
  assert.equal(await isActive(sessionId), true);

  const stopped = await stop(sessionId);
  assert.equal(stopped.ok, true);
  assert.equal(typeof stopped.result, "object");

  assert.equal(await isActive(sessionId), false);
  const again = await stop(sessionId);
  assert.equal(again.ok, false);
  assert.ok([400, 404].includes(again.status), `a second stop: ${again.status}`);
});

test("an unknown session cannot be stopped and is not active", async () => {
  assert.equal((await stop("session-abc123")).ok, false);
  assert.equal(await isActive("session-abc123"), false);
});

test("the answer to a creation is as the page reads it, and as the schema has it", async () => {
  const created = await create({ ttl: 300_000, stealth: true });
  assert.equal(created.sessionId, created.id);
  assert.match(created.connect, /^ws:/);
  assert.match(created.stop, /^http:/);
  assert.equal(created.ttl, 300_000);

  const stopped = await fetch(created.stop, { method: "DELETE" });
  assert.equal(stopped.ok, true, `the schema's stop: ${stopped.status}`);
  assert.equal(await isActive(created.id), false);
});

test("a session is not active any more when its ttl is over", async () => {
  const { sessionId } = await create({ ttl: 10_000 });
  assert.equal(await isActive(sessionId), true);
  await until("the session is over", async () => !(await isActive(sessionId)));
});

// The page asks a blank page for its storage, which throws; its own handler then stops the session.
for (const [where, path] of [["a page of a site", "/"], ["a blank page", undefined]]) {
  test(`a session is shut down gracefully from ${where}`, async () => {
    const { sessionId } = await create({ ttl: 300_000 });
    let failure;
    let stopped;
    try {
      const browser = await puppeteer.connect({
        browserWSEndpoint: browserlessWs(`/session/connect/${sessionId}`),
      });
      const page = await browser.newPage();
      if (path) {
        await page.goto(shop.url(path));
      }
      await page.evaluate(() => localStorage.getItem("workflowProgress"));
      await browser.close();
      stopped = await stop(sessionId);
    } catch (error) {
      failure = error;
      stopped = await stop(sessionId);
    }
    assert.equal(failure === undefined, path !== undefined, String(failure));
    assert.equal(stopped.ok, true, `stop: ${stopped.status}`);
    assert.equal(await isActive(sessionId), false);
  });
}
