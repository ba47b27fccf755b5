/**
 * The geometry of the calendar: dates along an axis in proportion, days open or closed, the rounds of one event. Pure.
 */

const DAY = 86_400_000;

/** A date as a number of days. */
export const dayNumber = (date) => Date.parse(date) / DAY;

/**
 * Days of a run on which something is held, each once.
 *
 * @returns {Array<{event: number, day: number, date: string, format: number, publicity: number, first: number, last: number}>}
 *   steps `first` to `last` belong to it
 */
export function daysOf({ steps }) {
  const days = [];
  steps.event.forEach((event, step) => {
    const last = days.at(-1);
    if (last?.event === event && last.day === steps.day[step]) last.last = step;
    else
      days.push({
        event,
        day: steps.day[step],
        date: steps.date[step],
        format: steps.format[step],
        publicity: steps.publicity[step],
        first: step,
        last: step,
      });
  });
  return days;
}

/** From the day of the first step to the end of the last event with steps, as numbers of days. */
export function spanOf({ events, steps }) {
  const held = events.filter(({ first }) => first >= 0);
  const dates = held.flatMap(({ start, end }) => [start, end]).concat(steps.date);
  return { from: d3.min(dates, dayNumber), to: d3.max(dates, dayNumber) + 1 };
}

/**
 * Where each time lies on the axis of dates: the time at the end of a step lies at that part of its day.
 *
 * @param {Array<object>} days
 * @param {number} steps
 * @returns {number[]} (steps + 1) numbers of days
 */
export function datesOfTimes(days, steps) {
  const dates = new Array(steps + 1).fill(dayNumber(days[0].date));
  for (const { date, first, last } of days) {
    for (let step = first; step <= last; step += 1) dates[step + 1] = dayNumber(date) + (step - first + 1) / (last - first + 1);
  }
  return dates;
}

/** The time whose date lies nearest; of those equally near, the one nearest to the time that is. */
export function timeNear(dates, date, now) {
  let best = 0;
  dates.forEach((at, time) => {
    const [better, far] = [Math.abs(dates[best] - date), Math.abs(at - date)];
    if (far < better - 1e-9 || (Math.abs(far - better) <= 1e-9 && Math.abs(time - now) < Math.abs(best - now))) best = time;
  });
  return best;
}

/** First days of months within a span, as numbers of days. */
export function monthsOf({ from, to }) {
  return d3.utcMonths(from * DAY, to * DAY + 1).map((date) => date / DAY);
}

/** Labels that keep their distance: of things sorted by x, those that do not come too near to the last that was kept. */
export function apartBy(things, distance) {
  const kept = [];
  for (const thing of things) if (!kept.length || thing.x - kept.at(-1).x >= distance) kept.push(thing);
  return kept;
}
