// Order inside columns: every item moves to the mean place of its neighbours, column by column, back and forth, so that edges cross little.

const sweeps = 16;

/** For every item, its place 0…1 from the top of its column. `first[i]` is where it would like to start (any numbers). */
export function ordering(rank, edges, first) {
  const count = rank.length, columns = [];
  for (let item = 0; item < count; item += 1) (columns[rank[item]] ||= []).push(item);
  const place = new Float64Array(count), near = Array.from({ length: count }, () => ({ left: [], right: [] }));
  for (const [from, to] of edges) {
    if (rank[from] === rank[to]) continue;
    const forward = rank[from] < rank[to];
    near[from][forward ? 'right' : 'left'].push(to);
    near[to][forward ? 'left' : 'right'].push(from);
  }
  const number = column => column.forEach((item, index) => { place[item] = (index + 0.5) / column.length; });
  for (const column of columns) if (column) {
    column.sort((a, b) => first[a] - first[b] || a - b);
    number(column);
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const side = sweep % 2 === 0 ? 'left' : 'right', line = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of line) {
      if (!column || column.length < 2) continue;
      const wish = new Map(column.map(item => {
        const others = near[item][side];
        return [item, others.length === 0 ? place[item] : others.reduce((sum, other) => sum + place[other], 0) / others.length];
      }));
      column.sort((a, b) => wish.get(a) - wish.get(b) || place[a] - place[b] || a - b);
      number(column);
    }
  }
  return place;
}

/**
 * Centres for a stack of items, as near as possible (least squares) to what each wishes, in this order and without overlap.
 * `wishes` and `heights` go from top to bottom.
 */
export function stack(wishes, heights) {
  const offsets = [];
  let offset = 0;
  heights.forEach((height, index) => {
    if (index > 0) offset += (heights[index - 1] + height) / 2;
    offsets.push(offset);
  });
  const pools = [];
  wishes.forEach((wish, index) => {
    pools.push({ sum: wish - offsets[index], many: 1 });
    while (pools.length > 1) {
      const below = pools[pools.length - 1], above = pools[pools.length - 2];
      if (above.sum / above.many <= below.sum / below.many) break;
      above.sum += below.sum;
      above.many += below.many;
      pools.pop();
    }
  });
  const places = [];
  for (const { sum, many } of pools) for (let one = 0; one < many; one += 1) places.push(sum / many + offsets[places.length]);
  return places;
}
