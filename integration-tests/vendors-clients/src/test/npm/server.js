// Where the server under test is, and what its clients say to get in.
import { setTimeout as pause } from "node:timers/promises";

export const http = new URL(process.env.SERVER_URL);
export const token = process.env.BROWSERLESS_TOKEN;

export function browserlessHttp(path) {
  return `${http.origin}${path}?token=${token}`;
}

export function browserlessWs(path, parameters = "") {
  return `ws://${http.host}${path}?token=${token}${parameters}`;
}

export async function post(path, body) {
  return fetch(browserlessHttp(path), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

// Asks again and again until the answer is a true one, which it returns.
export async function until(what, ask) {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`after 30 s still not: ${what}`);
    }
    await pause(50);
  }
}

// The status with which an upgrade to a websocket is refused; 101 where it is not.
export async function upgradeStatus(url) {
  const { request } = await import("node:http");
  const target = new URL(url.replace(/^ws/, "http"));
  return new Promise((resolve, reject) => {
    const asked = request(target, {
      headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": Buffer.from("sixteen byte key").toString("base64"),
      },
    });
    asked.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("upgrade", (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode);
    });
    asked.on("error", reject);
    asked.end();
  });
}
