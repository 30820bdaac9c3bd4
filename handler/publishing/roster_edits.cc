// Finds bodies and entries in bodies.yaml, and changes their keys one by one.
#include "handler/publishing/roster_edits.h"

#include <algorithm>
#include <chrono>

#include "handler/publishing/mark_of.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::Body;
using core::RosterEntry;

const std::vector<std::string> kBodyKeys = {"id",     "name",  "type",   "parent", "host",
                                            "duties", "as_of", "source", "window", "roster"};

std::optional<core::YamlValue> word_or_nothing(const std::string& word) {
  if (word.empty()) return std::nullopt;
  return core::yaml_word(word);
}

YamlFields fields_of(const RosterEntry& entry) {
  return {{"role", text_or_nothing(entry.role)},
          {"name", text_or_nothing(entry.name)},
          {"post", text_or_nothing(entry.post)},
          {"unit", text_or_nothing(entry.unit)},
          {"concurrent", word_or_nothing(entry.concurrent ? "true" : "")},
          {"from", day_or_nothing(entry.from)},
          {"to", day_or_nothing(entry.to)}};
}

// bodies.yaml while it is changed.
class Rosters {
 public:
  explicit Rosters(const core::FolderTexts& texts)
      : before_(text_of(texts)), file_(kBodiesFile, before_) {
    read();
  }

  // The place of a body in the file. Throws core::Refused.
  std::size_t body_at(const std::string& id) const {
    const auto found = std::ranges::find(bodies_, id, &Body::id);
    if (found == bodies_.end()) gone("there is no body '" + id + "'");
    return static_cast<std::size_t>(found - bodies_.begin());
  }
  const std::vector<RosterEntry>& roster_of(const std::string& body) const {
    return bodies_[body_at(body)].roster;
  }
  const RosterEntry& entry(const RosterSpot& spot) const {
    const std::vector<RosterEntry>& roster = roster_of(spot.body);
    if (spot.index >= roster.size() || mark_of(roster[spot.index]) != spot.mark)
      gone("the entry of the roster of '" + spot.body + "' was changed meanwhile");
    return roster[spot.index];
  }

  core::YamlPath path_of(const std::string& body) const { return {"bodies", body_at(body)}; }
  core::YamlPath path_of(const RosterSpot& spot) const {
    return {"bodies", body_at(spot.body), "roster", spot.index};
  }
  YamlChanges& file() { return file_; }

  void put(const RosterSpot& spot, const RosterEntry& entry) {
    const core::YamlPath path = path_of(spot);
    file_.put(path, padded_as(core::find_value(file_.root(), path), fields_of(entry)));
  }
  void insert(const std::string& body, std::size_t at, const RosterEntry& entry) {
    file_.insert(path_of(body), "roster", at, fields_of(entry), kBodyKeys);
  }
  core::FileChanges changes() const { return changed_file(kBodiesFile, before_, file_.text()); }

  [[noreturn]] static void gone(const std::string& what) {
    throw core::Refused(core::FailureCode::conflict, what);
  }

 private:
  static std::string text_of(const core::FolderTexts& texts) {
    const auto found = texts.find(kBodiesFile);
    if (found == texts.end())
      throw core::Refused(core::FailureCode::not_found, "the site has no bodies.yaml");
    return found->second;
  }
  void read() {
    core::Diagnostics of_the_reader;
    bodies_ = core::read_bodies(file_.root(), of_the_reader);
  }

  std::string before_;
  YamlChanges file_;
  std::vector<Body> bodies_;  // as the file was before the changes
};

// Those further down first, so that the places of the others stay what they are.
std::vector<RosterSpot> from_below(std::vector<RosterSpot> spots) {
  std::ranges::sort(spots, std::ranges::greater(), &RosterSpot::index);
  return spots;
}

void succeed(Rosters& rosters, const RosterSpot& spot, const Successor& successor,
             core::Day today) {
  RosterEntry leaving = rosters.entry(spot);
  RosterEntry coming = leaving;
  coming.name = successor.name;
  coming.post = successor.post;
  coming.concurrent = leaving.concurrent || successor.concurrent;
  coming.from = successor.from;
  coming.to = std::nullopt;
  if (!successor.from || *successor.from <= today) return rosters.put(spot, coming);
  leaving.to = *successor.from - std::chrono::days(1);
  rosters.put(spot, leaving);
  rosters.insert(spot.body, spot.index + 1, coming);
}

bool names_the_same(const RosterEntry& a, const RosterEntry& b) {
  if (!a.name.empty() || !b.name.empty()) return a.name == b.name;
  return a.unit + a.post == b.unit + b.post;
}

// The entry of `roster` that `entry` goes on from: of the same role if there is one.
std::optional<std::size_t> origin_of(const RosterEntry& entry,
                                     const std::vector<RosterEntry>& roster,
                                     const std::vector<bool>& taken) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < roster.size(); ++i) {
    if (taken[i] || !names_the_same(entry, roster[i])) continue;
    if (roster[i].role == entry.role) return i;
    if (!found) found = i;
  }
  return found;
}

// `list` is that of the file, from which `roster` was read; null if there is none.
std::vector<ArrangedEntry> arranged_roster(const core::YamlNode* list,
                                           const std::vector<RosterEntry>& roster,
                                           const std::vector<RosterEntry>& entries) {
  std::vector<bool> taken(roster.size());
  std::vector<ArrangedEntry> all;
  for (RosterEntry entry : entries) {
    const std::optional<std::size_t> origin = origin_of(entry, roster, taken);
    if (origin) {
      taken[*origin] = true;
      const RosterEntry& before = roster[*origin];
      entry.concurrent = entry.concurrent || before.concurrent;
      entry.from = before.from;
      entry.to = before.to;
      // A table has one column for what the file may keep in two.
      if (entry.unit.empty() && entry.post == before.unit + before.post) {
        entry.unit = before.unit;
        entry.post = before.post;
      }
    }
    const core::YamlNode* node = origin && list != nullptr ? &list->items.at(*origin) : nullptr;
    all.push_back({origin, padded_as(node, fields_of(entry))});
  }
  return all;
}

}  // namespace

std::string mark_of(const RosterEntry& entry) {
  return mark_of_parts({entry.role, entry.name, entry.post, entry.unit, entry.concurrent ? "1" : "",
                        core::iso_or_empty(entry.from), core::iso_or_empty(entry.to)});
}

std::string mark_of(const std::vector<RosterEntry>& roster) {
  std::vector<std::string> marks;
  marks.reserve(roster.size());
  for (const RosterEntry& entry : roster) marks.push_back(mark_of(entry));
  return mark_of_parts(marks);
}

std::vector<RosterSpot> same_person(const std::vector<Body>& bodies, const std::string& name,
                                    const std::optional<RosterSpot>& but) {
  std::vector<RosterSpot> spots;
  if (name.empty()) return spots;
  for (const Body& body : bodies) {
    for (std::size_t i = 0; i < body.roster.size(); ++i) {
      if (body.roster[i].name != name) continue;
      if (but && but->body == body.id && but->index == i) continue;
      spots.push_back({body.id, i, mark_of(body.roster[i])});
    }
  }
  return spots;
}

EditedFiles add_to_roster(const core::FolderTexts& texts, const std::string& body, std::size_t at,
                          const RosterEntry& entry) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    rosters.insert(body, std::min(at, rosters.roster_of(body).size()), entry);
  });
}

EditedFiles replace_in_rosters(const core::FolderTexts& texts, const std::vector<RosterSpot>& spots,
                               const Successor& successor, core::Day today) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    for (const RosterSpot& spot : from_below(spots)) succeed(rosters, spot, successor, today);
  });
}

EditedFiles change_in_rosters(const core::FolderTexts& texts, const RosterSpot& spot,
                              const RosterEntry& to_be, const std::vector<RosterSpot>& others) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    const RosterEntry before = rosters.entry(spot);
    for (const RosterSpot& other : others) {
      RosterEntry entry = rosters.entry(other);
      if (entry.name == before.name) entry.name = to_be.name;
      if (entry.post == before.post) entry.post = to_be.post;
      rosters.put(other, entry);
    }
    rosters.put(spot, to_be);
  });
}

EditedFiles move_in_roster(const core::FolderTexts& texts, const RosterSpot& spot, std::size_t to) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    rosters.entry(spot);
    const std::size_t last = rosters.roster_of(spot.body).size() - 1;
    rosters.file().move(rosters.path_of(spot), std::min(to, last));
  });
}

EditedFiles remove_from_rosters(const core::FolderTexts& texts,
                                const std::vector<RosterSpot>& spots) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    for (const RosterSpot& spot : from_below(spots)) {
      rosters.entry(spot);
      rosters.file().remove(rosters.path_of(spot));
    }
  });
}

EditedFiles set_basis(const core::FolderTexts& texts, const std::string& body,
                      const std::string& source, const std::optional<core::Day>& as_of) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    rosters.file().put(rosters.path_of(body),
                       {{"as_of", day_or_nothing(as_of)}, {"source", text_or_nothing(source)}},
                       kBodyKeys);
  });
}

EditedFiles set_roster(const core::FolderTexts& texts, const std::string& body,
                       const std::string& mark, const std::vector<RosterEntry>& entries) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    const std::vector<RosterEntry>& roster = rosters.roster_of(body);
    if (mark_of(roster) != mark)
      Rosters::gone("the roster of '" + body + "' was changed meanwhile");
    core::YamlPath list = rosters.path_of(body);
    list.emplace_back("roster");
    const core::YamlNode* node = core::find_value(rosters.file().root(), list);
    rosters.file().arrange(rosters.path_of(body), "roster", arranged_roster(node, roster, entries),
                           kBodyKeys);
  });
}

EditedFiles append_to_roster(const core::FolderTexts& texts, const std::string& body,
                             const std::vector<RosterEntry>& entries) {
  return edited_file<Rosters>(texts, [&](Rosters& rosters) {
    std::size_t at = rosters.roster_of(body).size();
    for (const RosterEntry& entry : entries) rosters.insert(body, at++, entry);
  });
}

}  // namespace handler::publishing
