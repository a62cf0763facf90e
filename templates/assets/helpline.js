// Says whether the helpline is open now, by the forum's clock.
(function () {
  var places = document.querySelectorAll('.open-now');
  var lines = document.querySelectorAll('.helpline .hours li');
  var week = [[], [], [], [], [], [], []];
  var n = 'numeric';
  var words, clock, timer;

  function opening(ahead, weekday, time) {
    var text = [words.opensToday, words.opensTomorrow][ahead] || words.opensOn;
    return ahead > 6 ? words.closedNow
      : text.replace('{time}', time).replace('{weekday}', words['day' + weekday]);
  }

  function status() {
    // Month, day, year, hour (0 or 24 at midnight), minute.
    var now = clock.format(new Date()).match(/\d+/g);
    var minute = now[3] % 24 * 60 + +now[4];
    var end = 0;
    var until;
    for (var ahead = 0; ahead < 8; ahead++) {
      var date = new Date(Date.UTC(now[2], now[0] - 1, +now[1] + ahead));
      var weekday = (date.getUTCDay() + 6) % 7;
      var isOpen = words.closed.indexOf(date.toISOString().slice(0, 10)) < 0;
      var list = isOpen ? week[weekday] : [];
      for (var i = 0; i < list.length; i++) {
        var line = list[i];
        var from = +line.opens + ahead * 1440;
        var to = +line.closes + ahead * 1440;
        if (!end && from > minute) return opening(ahead, weekday, line.from);
        // Hours that follow at once, over midnight too, are one.
        if (end ? from <= end : to > minute) {
          end = to;
          until = line.until;
        }
      }
    }
    if (!end) return words.closedNow;
    return end - minute > 1440 ? words.open : words.openUntil.replace('{time}', until);
  }

  function show() {
    var text = status();
    for (var i = 0; i < places.length; i++) {
      if (places[i].textContent !== text) places[i].textContent = text;
      places[i].hidden = false;
    }
    clearTimeout(timer);
    timer = setTimeout(show, 6e4 - Date.now() % 6e4);
  }

  try {
    words = document.querySelector('.helpline .open-now').dataset;
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: words.zone, hour12: false, year: n, month: n, day: n, hour: n, minute: n
    });
    [].forEach.call(lines, function (line) {
      line.dataset.days.split(' ').forEach(function (day) { week[day].push(line.dataset); });
    });
    week.forEach(function (list) { list.sort(function (a, b) { return a.opens - b.opens; }); });
    show();
    // A phone sleeps.
    document.addEventListener('visibilitychange', show);
  } catch (error) { /* No time zones. */ }
})();
