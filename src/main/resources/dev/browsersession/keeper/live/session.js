'use strict';

// What a page of the session has a say in reaches this document as textContent only.
const part = (id) => document.getElementById(id);
const PAUSE = 1000;
const LIMIT = 20000;

let wanted = null;
let ttlEnd = null;
let over = false;

function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts[0] + ' h ' : '') + (parts[0] || parts[1] ? parts[1] + ' min ' : '') + parts[2] + ' s';
}

function tick() {
  if (ttlEnd !== null) {
    part('ttl').textContent = span(ttlEnd - performance.now());
  }
}

function text(id, value) {
  part(id).textContent = value;
  part(id).hidden = !value;
}

function item(words) {
  const line = document.createElement('li');
  const isolated = document.createElement('bdi');
  isolated.textContent = words;
  line.append(isolated);
  return line;
}

function holders(state) {
  const lines = state.leases.map((lease) => lease.holder + ' (process ' + lease.ownerPid + ')');
  if (state.held) {
    lines.push(state.heldFor || state.held);
  }
  return lines.length ? lines : ['nobody at the moment'];
}

function facts(state) {
  ttlEnd = state.ended ? null : performance.now() + state.ttlLeftMillis;
  part('ttl').textContent = state.ended ? 'none' : span(state.ttlLeftMillis);
  part('holdersfact').textContent = !state.heldFor ? 'Held by' : state.leases.length ? 'Held by and for' : 'Held for';
  part('holders').replaceChildren(...holders(state).map(item));
  part('provider').textContent = state.provider;
  if (state.providersPage) {
    const link = document.createElement('a');
    link.href = state.providersPage;
    link.rel = 'noreferrer noopener';
    link.target = '_blank';
    link.textContent = 'its own page';
    part('provider').append(', ', link);
  }
  part('sharedfact').hidden = !state.shared;
  part('shared').textContent = state.shared || '';
  part('keepalive').textContent = state.keepAlive ? 'yes' : 'no';
}

function choice(page, current) {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-current', String(page.id === current));
  for (const kind of ['title', 'url']) {
    const line = document.createElement('span');
    line.className = kind;
    const isolated = document.createElement('bdi');
    isolated.textContent = page[kind] || (kind === 'title' ? 'No title' : '');
    line.append(isolated);
    button.append(line);
  }
  button.addEventListener('click', () => { wanted = page.id; });
  return button;
}

function see(sight) {
  const page = sight.pages.find((one) => one.id === sight.shown);
  if (page) {
    part('title').textContent = page.title || 'No title';
    part('url').textContent = page.url;
  }
  if (!page && wanted !== null) {
    wanted = null;
  }
  part('pages').hidden = sight.pages.length < 2;
  if (!part('pages').contains(document.activeElement)) {
    part('pages').replaceChildren(...sight.pages.map((one) => choice(one, sight.shown)));
  }
  if (sight.jpeg) {
    part('screen').src = 'data:image/jpeg;base64,' + sight.jpeg;
    part('screen').dataset.page = sight.shown;
    part('screen').hidden = false;
  } else if (part('screen').dataset.page !== (sight.shown || '')) {
    part('screen').hidden = true;
  }
  part('screen').classList.toggle('old', !sight.jpeg);
  text('problem', sight.problem || '');
}

function ended(state) {
  over = true;
  part('stopping').hidden = true;
  part('pages').hidden = true;
  part('screen').classList.add('old');
  text('problem', part('screen').hidden ? '' : 'This is what it showed last.');
  part('state').textContent = 'Ended at ' + new Date(state.endedEpochMillis).toLocaleTimeString() + ', after '
      + span(state.ageMillis) + '. ' + state.ended;
}

function show(state) {
  facts(state);
  if (state.ended) {
    ended(state);
  } else {
    part('state').textContent = 'Live, for ' + span(state.ageMillis);
    part('stop').hidden = !part('sure').hidden;
    see(state.sight);
  }
}

function lost(words) {
  ttlEnd = null;
  part('state').textContent = words;
  part('screen').classList.add('old');
}

async function look() {
  try {
    const query = wanted === null ? '' : '?page=' + encodeURIComponent(wanted);
    const answer = await fetch('state' + query, { signal: AbortSignal.timeout(LIMIT) });
    if (answer.ok) {
      show(await answer.json());
    } else {
      over = answer.status === 404;
      lost(await answer.text());
    }
  } catch (failure) {
    lost('Nobody answers here any more. The keeper that had this session has ended, and the session with it.');
  }
}

async function watch() {
  while (!over) {
    if (!document.hidden) {
      await look();
    }
    await new Promise((next) => setTimeout(next, PAUSE));
  }
}

function ask(sure) {
  part('sure').hidden = !sure;
  part('stop').hidden = sure;
  part(sure ? 'no' : 'stop').focus();
}

async function stop() {
  part('yes').disabled = true;
  part('no').disabled = true;
  part('question').textContent = 'Stopping …';
  try {
    const answer = await fetch('stop', { method: 'POST', headers: { 'X-Stop': document.body.dataset.stop } });
    const outcome = answer.ok ? await answer.json() : { verified: false, problem: await answer.text() };
    text('outcome', outcome.verified
        ? 'The session is stopped, and its browser is seen to be gone.'
        : 'The session was not seen to stop: ' + outcome.problem);
  } catch (failure) {
    text('outcome', 'Nobody answered. Whether the session is stopped is not known.');
  }
  part('stopping').hidden = true;
}

part('stop').addEventListener('click', () => ask(true));
part('no').addEventListener('click', () => ask(false));
part('yes').addEventListener('click', stop);
setInterval(tick, 250);
watch();
