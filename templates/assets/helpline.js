// Shows whether the helpline is open now.
(function () {
  var outputs = document.querySelectorAll('.open-now');
  var week = [[], [], [], [], [], [], []];
  var n = 'numeric';
  var texts, format, timer;

  function opening(ahead, weekday, time) {
    var text = [texts.opensToday, texts.opensTomorrow][ahead] || texts.opensOn;
    return ahead > 6 ? texts.closedNow
      : text.replace('{time}', time).replace('{weekday}', texts['day' + weekday]);
  }

  function status() {
    // Month, day, year, hour (0 or 24), minute.
    var now = format.format(new Date()).match(/\d+/g);
    var minute = now[3] % 24 * 60 + +now[4];
    var end = 0;
    var until;
    for (var ahead = 0; ahead < 8; ahead++) {
      var date = new Date(Date.UTC(now[2], now[0] - 1, +now[1] + ahead));
      var weekday = (date.getUTCDay() + 6) % 7;
      var isOpen = texts.closed.indexOf(date.toISOString().slice(0, 10)) < 0;
      var hours = isOpen ? week[weekday] : [];
      for (var i = 0; i < hours.length; i++) {
        var line = hours[i];
        var from = +line.opens + ahead * 1440;
        var to = +line.closes + ahead * 1440;
        if (!end && from > minute) return opening(ahead, weekday, line.from);
        // Hours without a gap between them are one period.
        if (end ? from <= end : to > minute) {
          end = to;
          until = line.until;
        }
      }
    }
    if (!end) return texts.closedNow;
    return end - minute > 1440 ? texts.open : texts.openUntil.replace('{time}', until);
  }

  function update() {
    var text = status();
    for (var i = 0; i < outputs.length; i++) {
      if (outputs[i].textContent !== text) outputs[i].textContent = text;
      outputs[i].hidden = false;
    }
    clearTimeout(timer);
    timer = setTimeout(update, 6e4 - Date.now() % 6e4);
  }

  try {
    texts = document.querySelector('.helpline .open-now').dataset;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: texts.zone, hour12: false, year: n, month: n, day: n, hour: n, minute: n
    });
    var lines = document.querySelectorAll('.helpline .hours li');
    [].forEach.call(lines, function (line) {
      line.dataset.days.split(' ').forEach(function (day) { week[day].push(line.dataset); });
    });
    week.forEach(function (list) { list.sort(function (a, b) { return a.opens - b.opens; }); });
    update();
    // Timers stop while a phone sleeps.
    document.addEventListener('visibilitychange', update);
  } catch (error) { /* No time zones. */ }
})();
