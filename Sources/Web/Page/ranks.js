// Ranks: the column of every item, clients left of what they call. An acyclic graph gets longest paths, so all its edges go from
// left to right. Inside a cycle the heaviest direction wins; a thicket without direction is spread over few columns.
// Items are indices 0…count−1; edges are [from, to, weight]. Deterministic: equal input gives equal output.

const deepest = 8;

/** Strongly connected components (Tarjan, without recursion), callees before callers. */
export function components(count, out) {
  const order = new Int32Array(count).fill(-1), low = new Int32Array(count), onStack = new Uint8Array(count);
  const stack = [], found = [];
  let clock = 0;
  for (let root = 0; root < count; root += 1) {
    if (order[root] >= 0) continue;
    const calls = [[root, 0]];
    while (calls.length > 0) {
      const call = calls[calls.length - 1], [item, next] = call;
      if (next === 0) {
        order[item] = low[item] = clock;
        clock += 1;
        stack.push(item);
        onStack[item] = 1;
      }
      if (next < out[item].length) {
        call[1] += 1;
        const other = out[item][next];
        if (order[other] < 0) calls.push([other, 0]);
        else if (onStack[other]) low[item] = Math.min(low[item], order[other]);
        continue;
      }
      calls.pop();
      if (calls.length > 0) {
        const above = calls[calls.length - 1][0];
        low[above] = Math.min(low[above], low[item]);
      }
      if (low[item] !== order[item]) continue;
      const component = [];
      for (let member = -1; member !== item;) {
        member = stack.pop();
        onStack[member] = 0;
        component.push(member);
      }
      found.push(component.sort((a, b) => a - b));
    }
  }
  return found;
}

/** An order of the members of a cycle in which little weight goes backwards (Eades, Lin and Smyth). */
function sequence(members, edges) {
  const score = new Map(members.map(member => [member, { into: 0, out: 0 }]));
  for (const [from, to, weight] of edges) {
    score.get(from).out += weight;
    score.get(to).into += weight;
  }
  const front = [], back = [], left = new Set(members);
  const take = (member, list) => {
    list.push(member);
    left.delete(member);
    for (const [from, to, weight] of edges) {
      if (from === member && left.has(to)) score.get(to).into -= weight;
      if (to === member && left.has(from)) score.get(from).out -= weight;
    }
  };
  while (left.size > 0) {
    let best, most = -Infinity;
    for (const member of left) {
      const { into, out } = score.get(member), gain = out <= 1e-9 ? -Infinity : (into <= 1e-9 ? Infinity : out - into);
      if (gain > most) { best = member; most = gain; }
    }
    if (best === undefined) { const [sink] = left; take(sink, back); } else take(best, front);
  }
  return front.concat(back.reverse());
}

/** Columns inside one component. */
function inside(members, edges) {
  const column = new Map(members.map(member => [member, 0]));
  if (members.length === 1) return column;
  const line = sequence(members, edges), at = new Map(line.map((member, index) => [member, index]));
  const forward = edges.filter(([from, to]) => at.get(from) < at.get(to));
  const next = new Map();
  for (const [from, to] of forward) {
    if (!next.has(from)) next.set(from, []);
    next.get(from).push(to);
  }
  for (const member of line) for (const to of next.get(member) || []) column.set(to, Math.max(column.get(to), column.get(member) + 1));
  const columns = Math.min(deepest, Math.ceil(Math.sqrt(members.length)));
  const thicket = edges.length - forward.length > edges.length / 4 || Math.max(...column.values()) >= deepest;
  if (thicket && members.length > 4) line.forEach((member, index) => column.set(member, Math.floor((index * columns) / line.length)));
  return column;
}

/** The column of every item, from 0. */
export function ranks(count, edges) {
  const real = edges.filter(([from, to]) => from !== to), out = Array.from({ length: count }, () => []);
  for (const [from, to] of real) out[from].push(to);
  const found = components(count, out), component = new Int32Array(count);
  found.forEach((members, index) => { for (const member of members) component[member] = index; });
  const within = found.map(() => []), leaving = found.map(() => []);
  for (const edge of real) (component[edge[0]] === component[edge[1]] ? within : leaving)[component[edge[0]]].push(edge);
  const columns = found.map((members, index) => inside(members, within[index])), start = new Int32Array(found.length);
  for (let index = found.length - 1; index >= 0; index -= 1) {
    for (const [from, to] of leaving[index]) {
      const other = component[to];
      start[other] = Math.max(start[other], start[index] + columns[index].get(from) + 1 - columns[other].get(to));
    }
  }
  return Array.from({ length: count }, (_, item) => start[component[item]] + columns[component[item]].get(item));
}
