// Everything here makes a page quicker; no page needs it to be read or to act.
import "./hypermedia.js";
import "./pop.js";
import "./keyboard.js";
import "./press.js";
import "./drafts.js";
import "./choose.js";
import "./dialog.js";
import "./jump.js";
import "./week.js";
import "./copy.js";
import "./passkeys.js";
import "./timer.js";
import "./folds.js";
import "./scrolls.js";
import "./opens.js";
import "./select.js";
import "./charts.js";
