// Finds for each entry its partner in the other list, and says what differs between them.
#include "core/changes/entries.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"

namespace core {
namespace {

using Field = ListedEntry::Field;
using Kind = SiteChange::Kind;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr const char* kBetweenValues = "、";

// Of a roster.
constexpr ListRules kRulesWithin = {
    .pairs_by_place = true, .has_order = true, .order_is_of_site = false};

void add_sized(std::string& out, std::string_view text) {
  out += std::to_string(text.size()) + ":" + std::string(text);
}

std::string all_of(const ListedEntry& entry) {
  std::string all;
  add_sized(all, entry.key);
  for (const Field& field : entry.fields) {
    add_sized(all, field.name);
    add_sized(all, field.value);
  }
  for (const ListedEntry& item : entry.items) add_sized(all, all_of(item));
  return all;
}

const Field* field_of(const ListedEntry& entry, const std::string& name) {
  const auto found = std::ranges::find(entry.fields, name, &Field::name);
  return found == entry.fields.end() ? nullptr : &*found;
}

// The windows of both; none, which is the whole site, if either concerns the whole site.
std::vector<std::string> windows_of(const ListedEntry& before, const ListedEntry& after) {
  std::vector<std::string> windows = before.about.windows;
  if (windows.empty() || after.about.windows.empty()) return {};
  for (const std::string& id : after.about.windows) {
    if (!contains(windows, id)) windows.push_back(id);
  }
  // A window whose id differs is another window, and others may name it.
  if (after.about.area == ChangeArea::windows && windows.size() > 1) return {};
  return windows;
}

class Pairing {
 public:
  Pairing(const std::vector<ListedEntry>& before, const std::vector<ListedEntry>& after,
          const ListRules& rules)
      : before_(before), after_(after), partners_(after.size(), kNone), taken_(before.size()) {
    pair_by(all_of);
    pair_by([](const ListedEntry& entry) { return entry.key; });
    pair_by([](const ListedEntry& entry) { return entry.second_key; });
    if (rules.pairs_by_place) pair_by_place();
  }

  // The index in `before` of the entry of `after`, or kNone.
  std::size_t partner(std::size_t after) const { return partners_[after]; }
  bool is_taken(std::size_t before) const { return taken_[before]; }
  // Those entries of `after` whose partners do not stand in the same order: the fewest.
  std::vector<bool> moved() const;

 private:
  void join(std::size_t before, std::size_t after) {
    partners_[after] = before;
    taken_[before] = true;
  }

  void pair_by(const std::function<std::string(const ListedEntry&)>& key) {
    std::map<std::string, std::deque<std::size_t>> free;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!taken_[i]) free[key(before_[i])].push_back(i);
    }
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (partners_[j] != kNone) continue;
      const std::string wanted = key(after_[j]);
      const auto found = free.find(wanted);
      if (wanted.empty() || found == free.end() || found->second.empty()) continue;
      join(found->second.front(), j);
      found->second.pop_front();
    }
  }

  void pair_by_place() {
    std::size_t next = 0;  // behind the partner of the entry before
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (partners_[j] == kNone && next < before_.size() && !taken_[next]) join(next, j);
      next = partners_[j] == kNone ? kNone : partners_[j] + 1;
    }
  }

  const std::vector<ListedEntry>& before_;
  const std::vector<ListedEntry>& after_;
  std::vector<std::size_t> partners_;
  std::vector<bool> taken_;
};

// Outside a longest increasing sequence of partners.
std::vector<bool> Pairing::moved() const {
  std::vector<std::size_t> ends;  // by length: the index whose partner ends such a sequence lowest
  std::vector<std::size_t> above(partners_.size(), kNone);
  for (std::size_t j = 0; j < partners_.size(); ++j) {
    if (partners_[j] == kNone) continue;
    const auto place = std::ranges::lower_bound(ends, partners_[j], {},
                                                [&](std::size_t one) { return partners_[one]; });
    if (place != ends.begin()) above[j] = *(place - 1);
    if (place == ends.end())
      ends.push_back(j);
    else
      *place = j;
  }
  std::vector<bool> moved(partners_.size());
  for (std::size_t j = 0; j < partners_.size(); ++j) moved[j] = partners_[j] != kNone;
  for (std::size_t j = ends.empty() ? kNone : ends.back(); j != kNone; j = above[j])
    moved[j] = false;
  return moved;
}

// A list within an entry is told by its names.
std::vector<SiteChange::Fact> facts_of(const ListedEntry& entry) {
  const auto is_told = [&](const std::string& value) {
    return value.empty() || value == entry.shown || value == entry.about.entry ||
           entry.about.item.find(value) != std::string::npos;
  };
  std::vector<SiteChange::Fact> facts;
  for (const Field& field : entry.fields) {
    if (!is_told(field.shown)) facts.push_back({field.name, field.shown});
  }
  std::vector<std::string> names;
  for (const ListedEntry& item : entry.items) names.push_back(item.shown);
  if (!names.empty()) facts.push_back({"items", joined(names, kBetweenValues)});
  return facts;
}

class Comparison {
 public:
  Comparison(const ListRules& rules, std::vector<SiteChange>& changes)
      : rules_(rules), changes_(changes) {}

  void whole(const ListedEntry& entry, Kind kind) {
    SiteChange change = entry.about;
    change.kind = kind;
    (kind == Kind::added ? change.after : change.before) = entry.shown;
    change.facts = facts_of(entry);
    changes_.push_back(std::move(change));
  }

  void moved(const ListedEntry& entry, const ListedEntry* above) {
    SiteChange change = entry.about;
    change.kind = Kind::moved;
    if (rules_.order_is_of_site) change.windows.clear();
    change.before = entry.shown;
    change.after = above == nullptr ? "" : above->shown;
    changes_.push_back(std::move(change));
  }

  void pair(const ListedEntry& before, const ListedEntry& after) {
    const bool is_renamed = !after.named_by.empty() && before.shown != after.shown;
    if (is_renamed) {
      SiteChange change = about(before, after);
      change.before = before.shown;
      change.after = after.shown;
      changes_.push_back(std::move(change));
    }
    const auto told = [&](const Field& field) {
      return is_renamed && (field.name == before.named_by || field.name == after.named_by);
    };
    for (const Field& field : after.fields) {
      const Field* old = field_of(before, field.name);
      if (!told(field) && (old == nullptr || old->value != field.value))
        one_field(before, after, field.name, old, &field);
    }
    for (const Field& field : before.fields) {
      if (!told(field) && field_of(after, field.name) == nullptr)
        one_field(before, after, field.name, &field, nullptr);
    }
    items(before, after);
  }

 private:
  static SiteChange about(const ListedEntry& before, const ListedEntry& after) {
    SiteChange change = after.about;
    change.kind = Kind::changed;
    change.windows = windows_of(before, after);
    return change;
  }

  void one_field(const ListedEntry& before, const ListedEntry& after, const std::string& name,
                 const Field* old, const Field* now) {
    SiteChange change = about(before, after);
    change.field = name;
    const std::string& item = after.about.item;
    if (!after.named_by.empty() && name != after.named_by && !item.empty() && item != after.shown)
      change.item += " " + after.shown;
    if (old != nullptr) change.before = old->shown;
    if (now != nullptr) change.after = now->shown;
    changes_.push_back(std::move(change));
  }

  // A list within an entry concerns the windows that the entry concerns.
  void items(const ListedEntry& before, const ListedEntry& after) {
    std::vector<SiteChange> found;
    compare_lists(before.items, after.items, kRulesWithin, found);
    for (SiteChange& change : found) {
      change.windows = windows_of(before, after);
      change.entry = after.about.entry;
      changes_.push_back(std::move(change));
    }
  }

  const ListRules& rules_;
  std::vector<SiteChange>& changes_;
};

}  // namespace

void compare_lists(const std::vector<ListedEntry>& before, const std::vector<ListedEntry>& after,
                   const ListRules& rules, std::vector<SiteChange>& changes) {
  const Pairing pairing(before, after, rules);
  const std::vector<bool> moved = pairing.moved();
  Comparison comparison(rules, changes);
  for (std::size_t j = 0; j < after.size(); ++j) {
    const std::size_t partner = pairing.partner(j);
    if (partner == kNone) {
      comparison.whole(after[j], Kind::added);
      continue;
    }
    if (rules.has_order && moved[j]) comparison.moved(after[j], j == 0 ? nullptr : &after[j - 1]);
    comparison.pair(before[partner], after[j]);
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!pairing.is_taken(i)) comparison.whole(before[i], Kind::removed);
  }
}

std::string compared_value(const YamlNode& node) {
  std::string out;
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "-";
    case YamlNode::Kind::scalar:
      return "=" + node.scalar;
    case YamlNode::Kind::list:
      out = "[";
      for (const YamlNode& item : node.items) add_sized(out, compared_value(item));
      return out;
    case YamlNode::Kind::map:
      break;
  }
  std::map<std::string, std::string> values;
  for (const YamlNode::Entry& entry : node.entries) values[entry.key] = compared_value(entry.value);
  out = "{";
  for (const auto& [key, value] : values) {
    add_sized(out, key);
    add_sized(out, value);
  }
  return out;
}

std::string shown_value(const YamlNode& node) {
  std::vector<std::string> parts;
  for (const YamlNode& item : node.items) parts.push_back(shown_value(item));
  for (const YamlNode::Entry& entry : node.entries) parts.push_back(shown_value(entry.value));
  if (node.kind != YamlNode::Kind::map && node.kind != YamlNode::Kind::list) {
    std::string line = node.scalar;
    std::ranges::replace(line, '\n', ' ');
    return trimmed(line);
  }
  return joined(parts, node.kind == YamlNode::Kind::list ? kBetweenValues : " ");
}

}  // namespace core
