// Connects windows from the top down: first finds each one's parent, then completes ids, names,
// phones and hours in that order.
#include "core/directory/window_sources.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/crypto.h"
#include "core/directory/window_tree.h"
#include "core/reading/ids.h"

namespace core {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kIdDigits = 12;
constexpr FixedSentence kOrderHint = say("the order is city, district or county, town, village");

class Connector {
 public:
  Connector(WindowSources& sources, const WindowDefaults& defaults, Diagnostics& diagnostics)
      : drafts_(sources.drafts),
        sources_(sources),
        defaults_(defaults),
        diagnostics_(diagnostics),
        parents_(drafts_.size(), kNone),
        ids_("window") {}

  std::vector<Window> run() {
    if (drafts_.empty()) return {};
    collect();
    if (!find_parents()) return {};
    if (!order_from_the_top()) return {};
    check_levels();
    check_main();
    check_goal();
    if (diagnostics_.has_errors()) return {};
    for (const std::size_t i : order_) complete(i);
    return diagnostics_.has_errors() ? std::vector<Window>() : take();
  }

 private:
  Window& window(std::size_t i) { return drafts_[i].window; }

  void collect() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Window& one = window(i);
      ids_.add(one.id, one.span, diagnostics_);
      if (!one.id.empty()) by_id_.emplace(one.id, i);
      // Villages are never parents, so their names need not be unique in the county.
      if (one.level == "village") continue;
      if (!one.area.empty()) by_name_[one.area].push_back(i);
      if (!one.name.empty()) by_name_[one.name].push_back(i);
    }
  }

  bool find_parents() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      parents_[i] = parent_of(i);
      if (unknown_parents_ < kMostWindowMistakes) continue;
      diagnostics_.error(drafts_[i].parent_span, "directory.too-many-mistakes",
                         say("reading ends here: there are too many mistakes"),
                         say("correct those above first"));
      return false;
    }
    return true;
  }

  std::size_t parent_of(std::size_t i) {
    const WindowDraft& draft = drafts_[i];
    if (draft.window.parent.empty()) return i == 0 ? kNone : draft.default_parent;
    if (const auto id = by_id_.find(draft.window.parent); id != by_id_.end()) return id->second;
    if (!draft.parent_by_name) {
      ++unknown_parents_;
      ids_.expect("directory", draft.window.parent, draft.parent_span, diagnostics_);
      return kNone;
    }
    return parent_by_name(draft);
  }

  std::size_t parent_by_name(const WindowDraft& draft) {
    const auto named = by_name_.find(draft.window.parent);
    if (named != by_name_.end() && named->second.size() == 1) return named->second.front();
    ++unknown_parents_;
    if (named == by_name_.end()) {
      diagnostics_.error(draft.parent_span, "directory.unknown-window",
                         say("no window above a village has the id, area or name '{parent}'",
                             {{"parent", draft.window.parent}}),
                         hint_among(draft.window.parent, term("windows"), possible_parents()));
      return kNone;
    }
    diagnostics_.error(draft.parent_span, "directory.ambiguous-window",
                       say("{count} windows are called '{parent}'",
                           {{"count", named->second.size()}, {"parent", draft.window.parent}}),
                       say("write the id of the one that is meant"));
    return kNone;
  }

  const std::vector<std::string>& possible_parents() {
    if (!names_.empty()) return names_;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (window(i).level != "village") names_.push_back(window(i).short_name());
    }
    return names_;
  }

  void check_levels() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (parents_[i] == kNone) continue;
      const Window& one = window(i);
      const Window& parent = window(parents_[i]);
      if (one.level.empty() || parent.level.empty()) continue;
      if (rank_of(one.level) >= rank_of(parent.level)) continue;
      diagnostics_.error(drafts_[i].parent_span, "directory.window-level",
                         say("a {level} window cannot be below the {higher} window '{parent}'",
                             {{"level", term(one.level)},
                              {"higher", term(parent.level)},
                              {"parent", parent.id.empty() ? parent.short_name() : parent.id}}),
                         kOrderHint);
    }
  }

  void check_main() {
    if (!window(0).planned) return;
    diagnostics_.error(window(0).span, "directory.main-window-planned",
                       say("the first window, the main one, must be set up"),
                       say("begin with a window that receives people"));
  }

  void check_goal() {
    std::map<std::string, int> listed;
    for (const WindowDraft& draft : drafts_) ++listed[draft.window.level];
    for (const auto& [level, expected] : sources_.goal.expected) {
      if (listed[level] <= expected) continue;
      diagnostics_.error(
          sources_.goal_spans[level], "directory.goal-too-small",
          say("{expected} {level} windows are expected, but {listed} are listed",
              {{"expected", expected}, {"level", term(level)}, {"listed", listed[level]}}),
          say("planned windows count too"));
    }
  }

  // Sorts parents before children. A path upwards that meets itself is a circle.
  bool order_from_the_top() {
    enum class State { unseen, open, done };
    std::vector<State> states(drafts_.size(), State::unseen);
    std::vector<std::size_t> path;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      std::size_t at = i;
      for (; at != kNone && states[at] == State::unseen; at = parents_[at]) {
        states[at] = State::open;
        path.push_back(at);
      }
      if (at != kNone && states[at] == State::open) {
        report_circle(path, at);
        return false;
      }
      for (; !path.empty(); path.pop_back()) {
        states[path.back()] = State::done;
        order_.push_back(path.back());
      }
    }
    return true;
  }

  // Reports the first window of the circle that names a parent.
  void report_circle(const std::vector<std::size_t>& path, std::size_t from) {
    std::size_t blamed = kNone;
    for (auto at = std::ranges::find(path, from); at != path.end(); ++at) {
      if (!window(*at).parent.empty()) blamed = std::min(blamed, *at);
    }
    const std::string& id = window(blamed).id;
    diagnostics_.error(drafts_[blamed].parent_span, "directory.window-circle",
                       say("the window '{window}' is above itself",
                           {{"window", id.empty() ? window(blamed).short_name() : id}}),
                       say("the main window, the first, has no parent"));
  }

  void complete(std::size_t i) {
    Window& one = window(i);
    const Window* parent = parents_[i] == kNone ? nullptr : &window(parents_[i]);
    one.parent = parent == nullptr ? "" : parent->id;
    if (one.id.empty()) derive_id(one, parent);
    if (one.name.empty()) one.name = derived_name(one, parent);
    if (one.sign.empty()) one.sign = one.level == "village" ? "desk" : "entrance";
    if (parent == nullptr) {
      if (one.hall.empty()) one.hall = defaults_.hall;
      if (!one.hours) one.hours = defaults_.hours;
    } else {
      hand_down(*parent, one);
    }
  }

  static void hand_down(const Window& parent, Window& one) {
    if (one.phone.empty() && !parent.phone.empty()) {
      one.phone = parent.phone;
      one.more_phones = parent.more_phones;
      one.phone_from = parent.phone_from.empty() ? parent.id : parent.phone_from;
    }
    if (!one.hours && parent.hours) {
      one.hours = parent.hours;
      one.hours_from = parent.hours_from.empty() ? parent.id : parent.hours_from;
    }
  }

  void derive_id(Window& one, const Window* parent) {
    one.id = derived_window_id(one.parent, one.short_name());
    if (by_id_.emplace(one.id, 0).second) return;
    const std::string place = parent == nullptr ? "" : parent->short_name();
    diagnostics_.error(one.span, "directory.same-window",
                       say("'{name}' stands below '{place}' for the second time",
                           {{"name", one.short_name()}, {"place", place}}),
                       say("take one away, or give both an id"));
  }

  std::string derived_name(const Window& one, const Window* parent) const {
    const bool of_a_town = parent != nullptr && parent->level == "town" && one.level == "village";
    return (of_a_town ? parent->area : "") + one.area + defaults_.window_name;
  }

  std::vector<Window> take() {
    std::vector<Window> windows;
    windows.reserve(drafts_.size());
    for (WindowDraft& draft : drafts_) windows.push_back(std::move(draft.window));
    return windows;
  }

  std::vector<WindowDraft>& drafts_;
  WindowSources& sources_;
  const WindowDefaults& defaults_;
  Diagnostics& diagnostics_;
  std::vector<std::size_t> parents_;
  std::vector<std::size_t> order_;
  Ids ids_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
  std::vector<std::string> names_;
  std::size_t unknown_parents_ = 0;
};

}  // namespace

std::string derived_window_id(const std::string& parent, const std::string& short_name) {
  const std::string parts[] = {"window", parent, short_name};
  return "w_" + to_hex(hash_parts(parts, std::size(parts))).substr(0, kIdDigits);
}

std::vector<Window> connect_windows(WindowSources sources, const WindowDefaults& defaults,
                                    Diagnostics& diagnostics) {
  return Connector(sources, defaults, diagnostics).run();
}

}  // namespace core
